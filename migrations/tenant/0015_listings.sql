CREATE TABLE `listing_order` (
	`business_id` text NOT NULL,
	`listing_id` text NOT NULL,
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `listing_order_listing` ON `listing_order` (`business_id`,`listing_id`);--> statement-breakpoint
CREATE TABLE `listing_photos` (
	`business_id` text NOT NULL,
	`listing_id` text NOT NULL,
	`id` text NOT NULL,
	`position` integer NOT NULL,
	`type` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`bytes` integer NOT NULL,
	`alt` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`business_id`, `listing_id`, `id`),
	FOREIGN KEY (`business_id`,`listing_id`) REFERENCES `listings`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `listing_photos_order` ON `listing_photos` (`business_id`,`listing_id`,`position`,`id`);--> statement-breakpoint
CREATE TABLE `listing_shares` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`listing_id` text NOT NULL,
	`secret` text NOT NULL,
	`with_address` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_by_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	PRIMARY KEY(`business_id`, `id`),
	FOREIGN KEY (`business_id`,`listing_id`) REFERENCES `listings`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `listing_shares_secret` ON `listing_shares` (`business_id`,`secret`);--> statement-breakpoint
CREATE INDEX `listing_shares_listing` ON `listing_shares` (`business_id`,`listing_id`,`revoked_at`,`created_at`);--> statement-breakpoint
CREATE TABLE `listings` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`deal` text NOT NULL,
	`kind` text NOT NULL,
	`city` text NOT NULL,
	`neighbourhood` text,
	`street` text,
	`house_number` text,
	`address_told` text NOT NULL,
	`rooms` real,
	`size` integer,
	`floor` integer,
	`floors` integer,
	`price` integer,
	`features` text NOT NULL,
	`entry_date` text,
	`exclusive_from` text,
	`exclusive_until` text,
	`owner_lead_id` text,
	`agent_id` text,
	`state` text NOT NULL,
	`state_at` integer NOT NULL,
	`assistant_line` text,
	`description` text,
	`created_at` integer NOT NULL,
	`created_by` text,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`business_id`, `id`),
	FOREIGN KEY (`business_id`,`owner_lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `listings_owner` ON `listings` (`business_id`,`owner_lead_id`,`id`);--> statement-breakpoint
CREATE INDEX `listings_bin` ON `listings` (`business_id`,`deleted_at`,`id`) WHERE deleted_at is not null;--> statement-breakpoint
CREATE TABLE `match_businesses` (
	`business_id` text NOT NULL,
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `match_businesses_business` ON `match_businesses` (`business_id`);--> statement-breakpoint
CREATE TABLE `match_demands` (
	`business_id` text NOT NULL,
	`demand_id` text NOT NULL,
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `match_demands_demand` ON `match_demands` (`business_id`,`demand_id`);--> statement-breakpoint
CREATE TABLE `match_proposals` (
	`business_id` text NOT NULL,
	`listing_id` text NOT NULL,
	`demand_id` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	PRIMARY KEY(`business_id`, `listing_id`, `demand_id`),
	FOREIGN KEY (`business_id`,`listing_id`) REFERENCES `listings`(`business_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`business_id`,`demand_id`) REFERENCES `demands`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `match_proposals_demand` ON `match_proposals` (`business_id`,`demand_id`,`listing_id`);
--> statement-breakpoint
CREATE VIRTUAL TABLE `listing_facets` USING fts5(words, content='', contentless_delete=1, detail='none', tokenize='unicode61 remove_diacritics 0');
--> statement-breakpoint
CREATE TRIGGER `listing_made` AFTER INSERT ON `listings` BEGIN INSERT INTO `listing_order` (`business_id`, `listing_id`) VALUES (NEW.`business_id`, NEW.`id`); INSERT INTO `listing_facets` (rowid, words) SELECT `id`, 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || iif(NEW.`deleted_at` IS NULL, 'live', 'bin') || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || 's' || replace(NEW.`state`, '_', '') || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || 'd' || NEW.`deal` || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || 'a' || coalesce(replace(lower(NEW.`agent_id`), '-', ''), 'none') || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || 'c' || lower(hex(replace(replace(NEW.`city`, '-', ' '), '־', ' '))) || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || coalesce('r' || CAST(NEW.`rooms` * 2 AS INTEGER), 'rnone') || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || coalesce('p' || printf('%09d', NEW.`price`), 'pnone') || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || coalesce('e' || replace(NEW.`exclusive_until`, '-', ''), 'enone') FROM `listing_order` WHERE `business_id` = NEW.`business_id` AND `listing_id` = NEW.`id`; INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'listing', NEW.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `listing_changed` AFTER UPDATE ON `listings` BEGIN DELETE FROM `listing_facets` WHERE rowid = (SELECT `id` FROM `listing_order` WHERE `business_id` = OLD.`business_id` AND `listing_id` = OLD.`id`); DELETE FROM `listing_order` WHERE `business_id` = OLD.`business_id` AND `listing_id` = OLD.`id`; INSERT INTO `listing_order` (`business_id`, `listing_id`) VALUES (NEW.`business_id`, NEW.`id`); INSERT INTO `listing_facets` (rowid, words) SELECT `id`, 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || iif(NEW.`deleted_at` IS NULL, 'live', 'bin') || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || 's' || replace(NEW.`state`, '_', '') || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || 'd' || NEW.`deal` || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || 'a' || coalesce(replace(lower(NEW.`agent_id`), '-', ''), 'none') || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || 'c' || lower(hex(replace(replace(NEW.`city`, '-', ' '), '־', ' '))) || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || coalesce('r' || CAST(NEW.`rooms` * 2 AS INTEGER), 'rnone') || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || coalesce('p' || printf('%09d', NEW.`price`), 'pnone') || ' ' || 'f' || substr(replace(lower(NEW.`business_id`), '-', ''), 1, 10) || 'x' || coalesce('e' || replace(NEW.`exclusive_until`, '-', ''), 'enone') FROM `listing_order` WHERE `business_id` = NEW.`business_id` AND `listing_id` = NEW.`id`; END;
--> statement-breakpoint
CREATE TRIGGER `listing_removed` AFTER DELETE ON `listings` BEGIN DELETE FROM `listing_facets` WHERE rowid = (SELECT `id` FROM `listing_order` WHERE `business_id` = OLD.`business_id` AND `listing_id` = OLD.`id`); DELETE FROM `listing_order` WHERE `business_id` = OLD.`business_id` AND `listing_id` = OLD.`id`; INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (OLD.`business_id`, 'listing', OLD.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_listing_changed` AFTER UPDATE OF `deal`, `kind`, `city`, `neighbourhood`, `street`, `house_number`, `features`, `assistant_line`, `description`, `deleted_at` ON `listings` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'listing', NEW.`id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;

--> statement-breakpoint
CREATE VIRTUAL TABLE `listing_points` USING rtree(id, side_min, side_max, price_min, price_max, rooms_min, rooms_max, size_min, size_max);
--> statement-breakpoint
CREATE VIRTUAL TABLE `demand_boxes` USING rtree(id, side_min, side_max, price_min, price_max, rooms_min, rooms_max, size_min, size_max);
--> statement-breakpoint
CREATE TRIGGER `listing_pointed` AFTER INSERT ON `listing_order` BEGIN INSERT INTO `match_businesses` (`business_id`) VALUES (NEW.`business_id`) ON CONFLICT DO NOTHING; INSERT INTO `listing_points` SELECT NEW.`id`, 2 * b.`id` + (l.`deal` = 'let'), 2 * b.`id` + (l.`deal` = 'let'), coalesce(l.`price`, 0), coalesce(l.`price`, 2000000000), coalesce(l.`rooms`, 0), coalesce(l.`rooms`, 100), coalesce(l.`size`, 0), coalesce(l.`size`, 200000) FROM `listings` AS l JOIN `match_businesses` AS b ON b.`business_id` = l.`business_id` WHERE l.`business_id` = NEW.`business_id` AND l.`id` = NEW.`listing_id` AND l.`state` = 'active' AND l.`deleted_at` IS NULL; END;
--> statement-breakpoint
CREATE TRIGGER `listing_unpointed` AFTER DELETE ON `listing_order` BEGIN DELETE FROM `listing_points` WHERE `id` = OLD.`id`; END;
--> statement-breakpoint
CREATE TRIGGER `demand_boxed` AFTER INSERT ON `demands` BEGIN INSERT INTO `match_businesses` (`business_id`) VALUES (NEW.`business_id`) ON CONFLICT DO NOTHING; INSERT INTO `match_demands` (`business_id`, `demand_id`) SELECT d.`business_id`, d.`id` FROM `demands` AS d WHERE d.`business_id` = NEW.`business_id` AND d.`id` = NEW.`id` AND d.`is_active` = 1 AND d.`deal_type` IN ('buy', 'rent'); INSERT INTO `demand_boxes` SELECT m.`id`, 2 * b.`id` + (d.`deal_type` = 'rent'), 2 * b.`id` + (d.`deal_type` = 'rent'), 0, min(coalesce(d.`price_max` * 1.1, 2000000000), 2000000000), max(coalesce(d.`rooms_min` - 1, 0), 0), coalesce(d.`rooms_max` + 1, 100), max(coalesce(d.`size_min` * 0.85, 0), 0), coalesce(d.`size_max` * 1.15, 200000) FROM `demands` AS d JOIN `match_demands` AS m ON m.`business_id` = d.`business_id` AND m.`demand_id` = d.`id` JOIN `match_businesses` AS b ON b.`business_id` = d.`business_id` WHERE d.`business_id` = NEW.`business_id` AND d.`id` = NEW.`id` AND d.`price_max` IS NOT 0 AND coalesce(d.`rooms_min`, 0) <= coalesce(d.`rooms_max`, 100) + 2 AND coalesce(d.`size_min`, 0) * 0.85 <= coalesce(d.`size_max`, 200000) * 1.15; END;
--> statement-breakpoint
CREATE TRIGGER `demand_reboxed` AFTER UPDATE OF `deal_type`, `rooms_min`, `rooms_max`, `size_min`, `size_max`, `price_min`, `price_max`, `is_active` ON `demands` BEGIN DELETE FROM `demand_boxes` WHERE `id` = (SELECT `id` FROM `match_demands` WHERE `business_id` = OLD.`business_id` AND `demand_id` = OLD.`id`); DELETE FROM `match_demands` WHERE `business_id` = OLD.`business_id` AND `demand_id` = OLD.`id`; INSERT INTO `match_businesses` (`business_id`) VALUES (NEW.`business_id`) ON CONFLICT DO NOTHING; INSERT INTO `match_demands` (`business_id`, `demand_id`) SELECT d.`business_id`, d.`id` FROM `demands` AS d WHERE d.`business_id` = NEW.`business_id` AND d.`id` = NEW.`id` AND d.`is_active` = 1 AND d.`deal_type` IN ('buy', 'rent'); INSERT INTO `demand_boxes` SELECT m.`id`, 2 * b.`id` + (d.`deal_type` = 'rent'), 2 * b.`id` + (d.`deal_type` = 'rent'), 0, min(coalesce(d.`price_max` * 1.1, 2000000000), 2000000000), max(coalesce(d.`rooms_min` - 1, 0), 0), coalesce(d.`rooms_max` + 1, 100), max(coalesce(d.`size_min` * 0.85, 0), 0), coalesce(d.`size_max` * 1.15, 200000) FROM `demands` AS d JOIN `match_demands` AS m ON m.`business_id` = d.`business_id` AND m.`demand_id` = d.`id` JOIN `match_businesses` AS b ON b.`business_id` = d.`business_id` WHERE d.`business_id` = NEW.`business_id` AND d.`id` = NEW.`id` AND d.`price_max` IS NOT 0 AND coalesce(d.`rooms_min`, 0) <= coalesce(d.`rooms_max`, 100) + 2 AND coalesce(d.`size_min`, 0) * 0.85 <= coalesce(d.`size_max`, 200000) * 1.15; END;
--> statement-breakpoint
CREATE TRIGGER `demand_unboxed` AFTER DELETE ON `demands` BEGIN DELETE FROM `demand_boxes` WHERE `id` = (SELECT `id` FROM `match_demands` WHERE `business_id` = OLD.`business_id` AND `demand_id` = OLD.`id`); DELETE FROM `match_demands` WHERE `business_id` = OLD.`business_id` AND `demand_id` = OLD.`id`; DELETE FROM `match_proposals` WHERE `business_id` = OLD.`business_id` AND `demand_id` = OLD.`id`; END;
--> statement-breakpoint
INSERT INTO `match_businesses` (`business_id`) SELECT DISTINCT `business_id` FROM `demands`;
--> statement-breakpoint
INSERT INTO `match_demands` (`business_id`, `demand_id`) SELECT `business_id`, `id` FROM `demands` WHERE `is_active` = 1 AND `deal_type` IN ('buy', 'rent');
--> statement-breakpoint
INSERT INTO `demand_boxes` SELECT m.`id`, 2 * b.`id` + (d.`deal_type` = 'rent'), 2 * b.`id` + (d.`deal_type` = 'rent'), 0, min(coalesce(d.`price_max` * 1.1, 2000000000), 2000000000), max(coalesce(d.`rooms_min` - 1, 0), 0), coalesce(d.`rooms_max` + 1, 100), max(coalesce(d.`size_min` * 0.85, 0), 0), coalesce(d.`size_max` * 1.15, 200000) FROM `match_demands` AS m JOIN `demands` AS d ON d.`business_id` = m.`business_id` AND d.`id` = m.`demand_id` JOIN `match_businesses` AS b ON b.`business_id` = m.`business_id` WHERE coalesce(d.`rooms_min`, 0) <= coalesce(d.`rooms_max`, 100) + 2 AND coalesce(d.`size_min`, 0) * 0.85 <= coalesce(d.`size_max`, 200000) * 1.15;
