CREATE TABLE `lead_bulk_changes` (
	`business_id` text NOT NULL,
	`run_id` text NOT NULL,
	`lead_id` text NOT NULL,
	`piece` integer NOT NULL,
	`before` text NOT NULL,
	PRIMARY KEY(`business_id`, `run_id`, `lead_id`),
	FOREIGN KEY (`business_id`,`run_id`) REFERENCES `lead_bulk_runs`(`business_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`business_id`,`lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_bulk_changes_piece` ON `lead_bulk_changes` (`business_id`,`run_id`,`piece`,`lead_id`);--> statement-breakpoint
CREATE INDEX `lead_bulk_changes_lead` ON `lead_bulk_changes` (`business_id`,`lead_id`);--> statement-breakpoint
CREATE TABLE `lead_bulk_runs` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`action` text NOT NULL,
	`ids` text,
	`filter` text,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`state` text NOT NULL,
	`place` integer NOT NULL,
	`piece` integer NOT NULL,
	`seen` integer NOT NULL,
	`changed` integer NOT NULL,
	`undone` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`business_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `lead_views` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`owner_id` text NOT NULL,
	`is_shared` integer NOT NULL,
	`settings` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`business_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `lead_views_owner` ON `lead_views` (`business_id`,`owner_id`,`id`);--> statement-breakpoint
CREATE INDEX `lead_views_shared` ON `lead_views` (`business_id`,`id`) WHERE is_shared = 1;--> statement-breakpoint
CREATE INDEX `leads_created` ON `leads` (`business_id`,`created_at`,`id`) WHERE deleted_at is null and merged_into is null;