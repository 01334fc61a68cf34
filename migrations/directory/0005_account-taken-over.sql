ALTER TABLE `users` ADD `managed_until` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `password_by_manager_at` integer;--> statement-breakpoint
CREATE INDEX `audit_log_record` ON `audit_log` (`record_type`,`record_id`,`at`);