ALTER TABLE `calls` ADD `called_back_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `called_back_by` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `called_back_by_name` text;--> statement-breakpoint
CREATE INDEX `calls_to_call_back` ON `calls` (`business_id`,`started_at`,`id`) WHERE call_back = 1 and called_back_at is null;--> statement-breakpoint
CREATE INDEX `calls_end` ON `calls` (`business_id`,`end_reason`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `calls_failed` ON `calls` (`business_id`,`started_at`,`id`) WHERE failure_code is not null;