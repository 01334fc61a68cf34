CREATE TABLE `import_mappings` (
	`business_id` text NOT NULL,
	`fingerprint` text NOT NULL,
	`mapping` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`business_id`, `fingerprint`)
);
--> statement-breakpoint
CREATE TABLE `import_rows` (
	`business_id` text NOT NULL,
	`import_id` text NOT NULL,
	`row` integer NOT NULL,
	`outcome` text NOT NULL,
	`lead_id` text,
	`problems` text,
	`before` text,
	`after` text,
	PRIMARY KEY(`business_id`, `import_id`, `row`),
	FOREIGN KEY (`business_id`,`import_id`) REFERENCES `imports`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_rows_problems` ON `import_rows` (`business_id`,`import_id`,`row`) WHERE problems is not null;--> statement-breakpoint
CREATE TABLE `imports` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`file_name` text NOT NULL,
	`state` text NOT NULL,
	`encoding` text NOT NULL,
	`delimiter` text NOT NULL,
	`has_header` integer NOT NULL,
	`columns` text NOT NULL,
	`sample` text NOT NULL,
	`mapping` text NOT NULL,
	`is_remembered` integer DEFAULT false NOT NULL,
	`policy` text NOT NULL,
	`fingerprint` text NOT NULL,
	`file_rows` integer DEFAULT 0 NOT NULL,
	`pieces` integer DEFAULT 0 NOT NULL,
	`next_row` integer DEFAULT 0 NOT NULL,
	`next_piece` integer DEFAULT 0 NOT NULL,
	`made` integer DEFAULT 0 NOT NULL,
	`changed` integer DEFAULT 0 NOT NULL,
	`skipped` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	`with_problems` integer DEFAULT 0 NOT NULL,
	`undo_row` integer,
	`removed` integer DEFAULT 0 NOT NULL,
	`restored` integer DEFAULT 0 NOT NULL,
	`kept` integer DEFAULT 0 NOT NULL,
	`stalls` integer DEFAULT 0 NOT NULL,
	`created_by` text NOT NULL,
	`created_by_name` text NOT NULL,
	`undone_by` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`touched_at` integer NOT NULL,
	`finished_at` integer,
	`cleared_at` integer,
	PRIMARY KEY(`business_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `imports_made` ON `imports` (`business_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `imports_working` ON `imports` (`business_id`,`touched_at`) WHERE state in ('running', 'undoing');--> statement-breakpoint
CREATE INDEX `imports_uncleared` ON `imports` (`business_id`,`touched_at`) WHERE cleared_at is null;