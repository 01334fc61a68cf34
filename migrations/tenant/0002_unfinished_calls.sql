ALTER TABLE `call_turns` ADD `untranscribed` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `untranscribed_turns` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `summary_asked_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `summary_asks` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `calls_unsummarised` ON `calls` (`business_id`,`ended_at`) WHERE summary is null and summary_asks < 5 and status = 'ended';--> statement-breakpoint
CREATE INDEX `calls_open` ON `calls` (`business_id`,`started_at`) WHERE status <> 'ended';