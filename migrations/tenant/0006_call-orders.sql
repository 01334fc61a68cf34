CREATE INDEX `calls_lead_order` ON `calls` (`business_id`,`lead_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `calls_going_on` ON `calls` (`business_id`,`started_at`,`id`) WHERE status <> 'ended';--> statement-breakpoint
CREATE INDEX `calls_lead_to_call_back` ON `calls` (`business_id`,`lead_id`) WHERE call_back = 1 and called_back_at is null;