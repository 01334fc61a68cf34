CREATE TABLE `match_pending` (
	`business_id` text NOT NULL,
	`demand_id` text NOT NULL,
	`changes` integer NOT NULL,
	PRIMARY KEY(`business_id`, `demand_id`)
);
--> statement-breakpoint
CREATE INDEX `match_proposals_state` ON `match_proposals` (`business_id`,`state`,`at`);
--> statement-breakpoint
CREATE TRIGGER `match_demand_made` AFTER INSERT ON `demands` WHEN NEW.`is_active` = 1 AND NEW.`deal_type` IN ('buy', 'rent') AND instr(NEW.`provenance`, '"by":"import"') = 0 BEGIN INSERT INTO `match_pending` (`business_id`, `demand_id`, `changes`) VALUES (NEW.`business_id`, NEW.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `match_demand_changed` AFTER UPDATE OF `deal_type`, `areas`, `rooms_min`, `rooms_max`, `size_min`, `size_max`, `floor_min`, `floor_max`, `price_min`, `price_max`, `features`, `is_active` ON `demands` WHEN NEW.`is_active` = 1 AND NEW.`deal_type` IN ('buy', 'rent') BEGIN INSERT INTO `match_pending` (`business_id`, `demand_id`, `changes`) VALUES (NEW.`business_id`, NEW.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `match_demand_gone` AFTER DELETE ON `demands` BEGIN DELETE FROM `match_pending` WHERE `business_id` = OLD.`business_id` AND `demand_id` = OLD.`id`; END;
