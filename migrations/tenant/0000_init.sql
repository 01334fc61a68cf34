CREATE TABLE `business_settings` (
	`business_id` text PRIMARY KEY NOT NULL,
	`assistant_name` text NOT NULL,
	`ai_prompt` text NOT NULL,
	`greeting` text NOT NULL,
	`voice` text NOT NULL,
	`realtime_model` text,
	`text_model` text,
	`transcribe_model` text,
	`turn_detection` text NOT NULL,
	`limits` text NOT NULL,
	`handoff_phone` text,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `call_events` (
	`business_id` text NOT NULL,
	`call_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`business_id`, `call_id`, `seq`),
	FOREIGN KEY (`business_id`,`call_id`) REFERENCES `calls`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `call_turns` (
	`business_id` text NOT NULL,
	`call_id` text NOT NULL,
	`seq` integer NOT NULL,
	`role` text NOT NULL,
	`text` text NOT NULL,
	`started_at` integer NOT NULL,
	`interrupted` integer DEFAULT false NOT NULL,
	`heard_ms` integer,
	PRIMARY KEY(`business_id`, `call_id`, `seq`),
	FOREIGN KEY (`business_id`,`call_id`) REFERENCES `calls`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `calls` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`call_sid` text NOT NULL,
	`lead_id` text,
	`direction` text NOT NULL,
	`from_number` text NOT NULL,
	`to_number` text NOT NULL,
	`status` text NOT NULL,
	`started_at` integer NOT NULL,
	`answered_at` integer,
	`ended_at` integer,
	`end_reason` text,
	`failure_code` text,
	`call_back` integer DEFAULT false NOT NULL,
	`realtime_model` text,
	`cost_micro_usd` integer DEFAULT 0 NOT NULL,
	`usage` text,
	`summary` text,
	`outcome` text,
	PRIMARY KEY(`business_id`, `id`),
	FOREIGN KEY (`business_id`,`lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calls_sid` ON `calls` (`business_id`,`call_sid`);--> statement-breakpoint
CREATE INDEX `calls_started` ON `calls` (`business_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `calls_from` ON `calls` (`business_id`,`from_number`,`started_at`);--> statement-breakpoint
CREATE INDEX `calls_lead` ON `calls` (`business_id`,`lead_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `leads` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text,
	`phone` text,
	`phone_typed` text,
	`status` text NOT NULL,
	`source` text NOT NULL,
	`deal_type` text,
	`area` text,
	`rooms` real,
	`budget` integer,
	`notes` text,
	`next_action` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`business_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `leads_phone` ON `leads` (`business_id`,`phone`);--> statement-breakpoint
CREATE INDEX `leads_updated` ON `leads` (`business_id`,`updated_at`,`id`);