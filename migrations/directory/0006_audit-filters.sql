CREATE INDEX `audit_log_actor` ON `audit_log` (`business_id`,`actor_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_log_action` ON `audit_log` (`business_id`,`action`,`at`,`id`);