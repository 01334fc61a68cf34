CREATE TABLE `search_docs` (
	`business_id` text NOT NULL,
	`kind` text NOT NULL,
	`record_id` text NOT NULL,
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_docs_record` ON `search_docs` (`business_id`,`kind`,`record_id`);--> statement-breakpoint
CREATE TABLE `search_pending` (
	`business_id` text NOT NULL,
	`kind` text NOT NULL,
	`record_id` text NOT NULL,
	`changes` integer NOT NULL,
	PRIMARY KEY(`business_id`, `kind`, `record_id`)
);
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_index` USING fts5(name, phone, body, alike, owner, content='', contentless_delete=1, detail='column', tokenize='unicode61 remove_diacritics 0');
--> statement-breakpoint
CREATE TRIGGER `search_lead_made` AFTER INSERT ON `leads` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'lead', NEW.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_lead_changed` AFTER UPDATE OF `name`, `phone`, `phone_typed`, `area`, `notes`, `next_action`, `assigned_to` ON `leads` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'lead', NEW.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_lead_renamed` AFTER UPDATE OF `name`, `assigned_to` ON `leads` WHEN OLD.`name` IS NOT NEW.`name` OR OLD.`assigned_to` IS NOT NEW.`assigned_to` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) SELECT `business_id`, 'call', `id`, 1 FROM `calls` WHERE `business_id` = NEW.`business_id` AND `lead_id` = NEW.`id` AND `status` = 'ended' ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_lead_deleted` AFTER DELETE ON `leads` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (OLD.`business_id`, 'lead', OLD.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_call_made` AFTER INSERT ON `calls` WHEN NEW.`status` = 'ended' BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'call', NEW.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_call_changed` AFTER UPDATE OF `status`, `lead_id`, `summary` ON `calls` WHEN NEW.`status` = 'ended' BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'call', NEW.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_call_deleted` AFTER DELETE ON `calls` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (OLD.`business_id`, 'call', OLD.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_turn_late` AFTER INSERT ON `call_turns` WHEN EXISTS (SELECT 1 FROM `calls` WHERE `business_id` = NEW.`business_id` AND `id` = NEW.`call_id` AND `status` = 'ended') BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'call', NEW.`call_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) SELECT `business_id`, 'lead', `id`, 1 FROM `leads` WHERE true ON CONFLICT DO NOTHING;
--> statement-breakpoint
INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) SELECT `business_id`, 'call', `id`, 1 FROM `calls` WHERE `status` = 'ended' ON CONFLICT DO NOTHING;
