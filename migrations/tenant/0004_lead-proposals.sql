CREATE TABLE `lead_proposals` (
	`business_id` text NOT NULL,
	`lead_id` text NOT NULL,
	`call_id` text NOT NULL,
	`name` text,
	`deal_type` text,
	`area` text,
	`rooms` real,
	`budget` integer,
	`notes` text,
	`version` integer NOT NULL,
	`said_at` integer NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	PRIMARY KEY(`business_id`, `lead_id`, `call_id`),
	FOREIGN KEY (`business_id`,`lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`business_id`,`call_id`) REFERENCES `calls`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_proposals_call` ON `lead_proposals` (`business_id`,`call_id`,`said_at`);--> statement-breakpoint
ALTER TABLE `leads` ADD `created_by_call` text;