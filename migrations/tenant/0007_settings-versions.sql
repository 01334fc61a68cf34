CREATE TABLE `settings_versions` (
	`business_id` text NOT NULL,
	`version` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` text,
	`saved_by_name` text,
	`impersonator_id` text,
	`impersonator_name` text,
	`changed` text NOT NULL,
	`settings` text NOT NULL,
	PRIMARY KEY(`business_id`, `version`)
);
