CREATE TABLE `lead_forms` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`title` text NOT NULL,
	`intro` text NOT NULL,
	`questions` text NOT NULL,
	`consent_text` text NOT NULL,
	`marketing_text` text,
	`thanks` text NOT NULL,
	`assigned_to` text,
	`is_active` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`leads` integer NOT NULL,
	`last_at` integer,
	PRIMARY KEY(`business_id`, `id`)
);
