CREATE TABLE `duplicate_pending` (
	`business_id` text NOT NULL,
	`lead_id` text NOT NULL,
	`changes` integer NOT NULL,
	PRIMARY KEY(`business_id`, `lead_id`)
);
--> statement-breakpoint
CREATE TABLE `lead_duplicates` (
	`business_id` text NOT NULL,
	`one_id` text NOT NULL,
	`other_id` text NOT NULL,
	`reason` text NOT NULL,
	`detail` text NOT NULL,
	`found_at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	PRIMARY KEY(`business_id`, `one_id`, `other_id`, `reason`),
	FOREIGN KEY (`business_id`,`one_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`business_id`,`other_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_duplicates_state` ON `lead_duplicates` (`business_id`,`state`,`found_at`,`one_id`,`other_id`);--> statement-breakpoint
CREATE INDEX `lead_duplicates_other` ON `lead_duplicates` (`business_id`,`other_id`);--> statement-breakpoint
CREATE TABLE `lead_merges` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`lead_id` text NOT NULL,
	`merged_id` text NOT NULL,
	`merged_at` integer NOT NULL,
	`merged_by` text NOT NULL,
	`merged_by_name` text NOT NULL,
	`record` text NOT NULL,
	`undone_at` integer,
	PRIMARY KEY(`business_id`, `id`),
	FOREIGN KEY (`business_id`,`lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`business_id`,`merged_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_merges_lead` ON `lead_merges` (`business_id`,`lead_id`,`merged_at`,`id`);
--> statement-breakpoint
CREATE TRIGGER `duplicate_lead_made` AFTER INSERT ON `leads` BEGIN INSERT INTO `duplicate_pending` (`business_id`, `lead_id`, `changes`) VALUES (NEW.`business_id`, NEW.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `duplicate_lead_changed` AFTER UPDATE OF `name`, `phone_typed`, `merged_into` ON `leads` WHEN NEW.`name` IS NOT OLD.`name` OR NEW.`phone_typed` IS NOT OLD.`phone_typed` OR NEW.`merged_into` IS NOT OLD.`merged_into` BEGIN INSERT INTO `duplicate_pending` (`business_id`, `lead_id`, `changes`) VALUES (NEW.`business_id`, NEW.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `duplicate_contact_made` AFTER INSERT ON `lead_contacts` BEGIN INSERT INTO `duplicate_pending` (`business_id`, `lead_id`, `changes`) VALUES (NEW.`business_id`, NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `duplicate_contact_changed` AFTER UPDATE OF `value`, `lead_id` ON `lead_contacts` BEGIN INSERT INTO `duplicate_pending` (`business_id`, `lead_id`, `changes`) VALUES (NEW.`business_id`, NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `duplicate_contact_gone` AFTER DELETE ON `lead_contacts` BEGIN INSERT INTO `duplicate_pending` (`business_id`, `lead_id`, `changes`) VALUES (OLD.`business_id`, OLD.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `duplicate_demand_made` AFTER INSERT ON `demands` WHEN NEW.`areas` <> '[]' BEGIN INSERT INTO `duplicate_pending` (`business_id`, `lead_id`, `changes`) VALUES (NEW.`business_id`, NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `duplicate_demand_changed` AFTER UPDATE OF `areas`, `lead_id` ON `demands` WHEN NEW.`areas` IS NOT OLD.`areas` OR NEW.`lead_id` IS NOT OLD.`lead_id` BEGIN INSERT INTO `duplicate_pending` (`business_id`, `lead_id`, `changes`) VALUES (NEW.`business_id`, NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
INSERT INTO `duplicate_pending` (`business_id`, `lead_id`, `changes`) SELECT `business_id`, `id`, 1 FROM `leads` WHERE true ON CONFLICT DO NOTHING;
