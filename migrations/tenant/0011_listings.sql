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
CREATE INDEX `listings_bin` ON `listings` (`business_id`,`deleted_at`,`id`) WHERE deleted_at is not null;
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
