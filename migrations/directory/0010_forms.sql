CREATE TABLE `form_addresses` (
	`slug` text PRIMARY KEY NOT NULL,
	`business_id` text NOT NULL,
	`form_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`business_id`) REFERENCES `businesses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `form_addresses_business` ON `form_addresses` (`business_id`);