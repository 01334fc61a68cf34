CREATE INDEX `audit_log_actor_action` ON `audit_log` (`business_id`,`actor_id`,`action`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_log_actor_action_at` ON `audit_log` (`actor_id`,`action`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_user_created` ON `sessions` (`user_id`,`created_at`);