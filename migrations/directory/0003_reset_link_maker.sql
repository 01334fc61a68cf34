ALTER TABLE `password_resets` ADD `made_by` text REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `password_resets` ADD `business_id` text REFERENCES businesses(id);--> statement-breakpoint
CREATE INDEX `invitations_business` ON `invitations` (`business_id`,`created_at`);