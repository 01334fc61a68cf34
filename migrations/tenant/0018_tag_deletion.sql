CREATE TABLE `lead_tag_counts` (
	`business_id` text NOT NULL,
	`tag_id` text NOT NULL,
	`assigned_to` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`business_id`, `tag_id`, `assigned_to`)
);
--> statement-breakpoint
ALTER TABLE `tags` ADD `closed_at` integer;--> statement-breakpoint
ALTER TABLE `tags` ADD `moves_to` text;--> statement-breakpoint
CREATE INDEX `tags_closed` ON `tags` (`business_id`,`id`) WHERE closed_at is not null;--> statement-breakpoint
INSERT INTO `lead_tag_counts` (`business_id`, `tag_id`, `assigned_to`, `count`) SELECT it.`business_id`, it.`tag_id`, coalesce(`leads`.`assigned_to`, ''), count(*) FROM `lead_tags` AS it CROSS JOIN `leads` ON `leads`.`business_id` = it.`business_id` AND `leads`.`id` = it.`lead_id` WHERE `leads`.`deleted_at` IS NULL GROUP BY 1, 2, 3;
--> statement-breakpoint
CREATE TRIGGER `lead_tag_counted_on` AFTER INSERT ON `lead_tags` BEGIN INSERT INTO `lead_tag_counts` (`business_id`, `tag_id`, `assigned_to`, `count`) SELECT NEW.`business_id`, NEW.`tag_id`, coalesce(`assigned_to`, ''), 1 FROM `leads` WHERE `business_id` = NEW.`business_id` AND `id` = NEW.`lead_id` AND `deleted_at` IS NULL ON CONFLICT DO UPDATE SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `lead_tag_counted_off` AFTER DELETE ON `lead_tags` BEGIN UPDATE `lead_tag_counts` SET `count` = `count` - 1 WHERE `business_id` = OLD.`business_id` AND `tag_id` = OLD.`tag_id` AND `assigned_to` = (SELECT coalesce(`assigned_to`, '') FROM `leads` WHERE `business_id` = OLD.`business_id` AND `id` = OLD.`lead_id` AND `deleted_at` IS NULL); END;
--> statement-breakpoint
CREATE TRIGGER `lead_tag_counted_elsewhere` AFTER UPDATE OF `assigned_to`, `deleted_at` ON `leads` WHEN NEW.`assigned_to` IS NOT OLD.`assigned_to` OR (NEW.`deleted_at` IS NULL) <> (OLD.`deleted_at` IS NULL) BEGIN UPDATE `lead_tag_counts` SET `count` = `count` - 1 WHERE OLD.`deleted_at` IS NULL AND `business_id` = OLD.`business_id` AND `assigned_to` = coalesce(OLD.`assigned_to`, '') AND `tag_id` IN (SELECT `tag_id` FROM `lead_tags` WHERE `business_id` = OLD.`business_id` AND `lead_id` = OLD.`id`); INSERT INTO `lead_tag_counts` (`business_id`, `tag_id`, `assigned_to`, `count`) SELECT `business_id`, `tag_id`, coalesce(NEW.`assigned_to`, ''), 1 FROM `lead_tags` WHERE NEW.`deleted_at` IS NULL AND `business_id` = NEW.`business_id` AND `lead_id` = NEW.`id` ON CONFLICT DO UPDATE SET `count` = `count` + 1; END;
