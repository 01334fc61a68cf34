CREATE TABLE `consents` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`lead_id` text NOT NULL,
	`channel` text NOT NULL,
	`purpose` text NOT NULL,
	`is_given` integer NOT NULL,
	`at` integer NOT NULL,
	`evidence` text NOT NULL,
	`author` text NOT NULL,
	PRIMARY KEY(`business_id`, `id`),
	FOREIGN KEY (`business_id`,`lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consents_lead` ON `consents` (`business_id`,`lead_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `demands` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`lead_id` text NOT NULL,
	`deal_type` text,
	`areas` text NOT NULL,
	`rooms_min` real,
	`rooms_max` real,
	`size_min` integer,
	`size_max` integer,
	`floor_min` integer,
	`floor_max` integer,
	`price_min` integer,
	`price_max` integer,
	`features` text NOT NULL,
	`note` text,
	`is_active` integer NOT NULL,
	`provenance` text NOT NULL,
	`last_call` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`business_id`, `id`),
	FOREIGN KEY (`business_id`,`lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `demands_lead` ON `demands` (`business_id`,`lead_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE TABLE `lead_contacts` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`lead_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text,
	`typed` text NOT NULL,
	`person` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`business_id`, `id`),
	FOREIGN KEY (`business_id`,`lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lead_contacts_phone` ON `lead_contacts` (`business_id`,`value`) WHERE kind = 'phone';--> statement-breakpoint
CREATE INDEX `lead_contacts_value` ON `lead_contacts` (`business_id`,`kind`,`value`,`lead_id`);--> statement-breakpoint
CREATE INDEX `lead_contacts_lead` ON `lead_contacts` (`business_id`,`lead_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `lead_counts` (
	`business_id` text NOT NULL,
	`status` text NOT NULL,
	`assigned_to` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`business_id`, `status`, `assigned_to`)
);
--> statement-breakpoint
CREATE TABLE `lead_events` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`lead_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`actor_name` text,
	`data` text NOT NULL,
	PRIMARY KEY(`business_id`, `id`),
	FOREIGN KEY (`business_id`,`lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_events_lead` ON `lead_events` (`business_id`,`lead_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `lead_notes` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`lead_id` text NOT NULL,
	`text` text NOT NULL,
	`author_id` text NOT NULL,
	`author_name` text NOT NULL,
	`at` integer NOT NULL,
	`edited_at` integer,
	PRIMARY KEY(`business_id`, `id`),
	FOREIGN KEY (`business_id`,`lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_notes_lead` ON `lead_notes` (`business_id`,`lead_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `lead_order` (
	`business_id` text NOT NULL,
	`lead_id` text NOT NULL,
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lead_order_lead` ON `lead_order` (`business_id`,`lead_id`);--> statement-breakpoint
CREATE TABLE `lead_statuses` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`color` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`may_contact` integer NOT NULL,
	`asks_reason` integer NOT NULL,
	PRIMARY KEY(`business_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `lead_tags` (
	`business_id` text NOT NULL,
	`lead_id` text NOT NULL,
	`tag_id` text NOT NULL,
	PRIMARY KEY(`business_id`, `lead_id`, `tag_id`),
	FOREIGN KEY (`business_id`,`lead_id`) REFERENCES `leads`(`business_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`business_id`,`tag_id`) REFERENCES `tags`(`business_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_tags_tag` ON `lead_tags` (`business_id`,`tag_id`,`lead_id`);--> statement-breakpoint
CREATE TABLE `tags` (
	`business_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`color` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`business_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_name` ON `tags` (`business_id`,`name_key`);--> statement-breakpoint
ALTER TABLE `leads` ADD `source_detail` text;--> statement-breakpoint
ALTER TABLE `leads` ADD `status_at` integer;--> statement-breakpoint
ALTER TABLE `leads` ADD `lost_reason` text;--> statement-breakpoint
ALTER TABLE `leads` ADD `provenance` text;--> statement-breakpoint
ALTER TABLE `leads` ADD `do_not_call` text;--> statement-breakpoint
ALTER TABLE `leads` ADD `deleted_at` integer;--> statement-breakpoint
ALTER TABLE `leads` ADD `deleted_by` text;--> statement-breakpoint
ALTER TABLE `leads` ADD `merged_into` text;--> statement-breakpoint
CREATE INDEX `leads_bin` ON `leads` (`business_id`,`deleted_at`) WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX `leads_status` ON `leads` (`business_id`,`status`,`id`);
--> statement-breakpoint
CREATE TRIGGER `lead_statuses_founded` AFTER INSERT ON `business_settings` BEGIN INSERT INTO `lead_statuses` (`business_id`, `id`, `name`, `color`, `position`, `kind`, `may_contact`, `asks_reason`) SELECT * FROM (SELECT NEW.`business_id`, 'new', 'חדש', 'blue', 0, 'open', 1, 0 UNION ALL SELECT NEW.`business_id`, 'contacted', 'נוצר קשר', 'teal', 1, 'open', 1, 0 UNION ALL SELECT NEW.`business_id`, 'qualified', 'רלוונטי', 'yellow', 2, 'open', 1, 0 UNION ALL SELECT NEW.`business_id`, 'won', 'נסגרה עסקה', 'green', 3, 'won', 1, 0 UNION ALL SELECT NEW.`business_id`, 'lost', 'ירד מהפרק', 'grey', 4, 'lost', 1, 1) WHERE true ON CONFLICT DO NOTHING; END;
--> statement-breakpoint
INSERT INTO `lead_statuses` (`business_id`, `id`, `name`, `color`, `position`, `kind`, `may_contact`, `asks_reason`) SELECT b.`business_id`, s.* FROM `business_settings` AS b CROSS JOIN (SELECT 'new', 'חדש', 'blue', 0, 'open', 1, 0 UNION ALL SELECT 'contacted', 'נוצר קשר', 'teal', 1, 'open', 1, 0 UNION ALL SELECT 'qualified', 'רלוונטי', 'yellow', 2, 'open', 1, 0 UNION ALL SELECT 'won', 'נסגרה עסקה', 'green', 3, 'won', 1, 0 UNION ALL SELECT 'lost', 'ירד מהפרק', 'grey', 4, 'lost', 1, 1) AS s WHERE true ON CONFLICT DO NOTHING;
--> statement-breakpoint
CREATE TRIGGER `lead_contacts_made` AFTER INSERT ON `leads` WHEN NEW.`phone` IS NOT NULL BEGIN INSERT INTO `lead_contacts` (`business_id`, `id`, `lead_id`, `kind`, `value`, `typed`, `created_at`) SELECT NEW.`business_id`, lower(hex(randomblob(16))), NEW.`id`, 'phone', NEW.`phone`, NEW.`phone`, NEW.`updated_at`; END;
--> statement-breakpoint
CREATE TRIGGER `lead_contacts_changed` AFTER UPDATE OF `phone` ON `leads` WHEN NEW.`phone` IS NOT NULL AND NEW.`phone` IS NOT OLD.`phone` BEGIN INSERT INTO `lead_contacts` (`business_id`, `id`, `lead_id`, `kind`, `value`, `typed`, `created_at`) SELECT NEW.`business_id`, lower(hex(randomblob(16))), NEW.`id`, 'phone', NEW.`phone`, NEW.`phone`, NEW.`updated_at` WHERE NOT EXISTS (SELECT 1 FROM `lead_contacts` WHERE `business_id` = NEW.`business_id` AND `kind` = 'phone' AND `value` = NEW.`phone` AND `lead_id` = NEW.`id`); END;
--> statement-breakpoint
INSERT INTO `lead_contacts` (`business_id`, `id`, `lead_id`, `kind`, `value`, `typed`, `created_at`) SELECT `business_id`, lower(hex(randomblob(16))), `id`, 'phone', `phone`, coalesce(`phone_typed`, `phone`), `created_at` FROM `leads` WHERE `phone` IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `demands_of_before_made` AFTER INSERT ON `leads` WHEN (NEW.`deal_type` IS NOT NULL OR NEW.`area` IS NOT NULL OR NEW.`rooms` IS NOT NULL OR NEW.`budget` IS NOT NULL) BEGIN INSERT INTO `demands` (`business_id`, `id`, `lead_id`, `deal_type`, `areas`, `rooms_min`, `rooms_max`, `price_max`, `features`, `is_active`, `provenance`, `created_at`, `updated_at`) SELECT NEW.`business_id`, 'wish-' || NEW.`id`, NEW.`id`, NEW.`deal_type`, CASE WHEN NEW.`area` IS NULL THEN '[]' ELSE json_array(NEW.`area`) END, NEW.`rooms`, NEW.`rooms`, NEW.`budget`, '{}', 1, '{}', NEW.`created_at`, NEW.`updated_at` WHERE true ON CONFLICT DO UPDATE SET `deal_type` = excluded.`deal_type`, `areas` = excluded.`areas`, `rooms_min` = excluded.`rooms_min`, `rooms_max` = excluded.`rooms_max`, `price_max` = excluded.`price_max`, `updated_at` = excluded.`updated_at`; END;
--> statement-breakpoint
CREATE TRIGGER `demands_of_before_changed` AFTER UPDATE OF `deal_type`, `area`, `rooms`, `budget` ON `leads` WHEN (NEW.`deal_type` IS NOT NULL OR NEW.`area` IS NOT NULL OR NEW.`rooms` IS NOT NULL OR NEW.`budget` IS NOT NULL) BEGIN INSERT INTO `demands` (`business_id`, `id`, `lead_id`, `deal_type`, `areas`, `rooms_min`, `rooms_max`, `price_max`, `features`, `is_active`, `provenance`, `created_at`, `updated_at`) SELECT NEW.`business_id`, 'wish-' || NEW.`id`, NEW.`id`, NEW.`deal_type`, CASE WHEN NEW.`area` IS NULL THEN '[]' ELSE json_array(NEW.`area`) END, NEW.`rooms`, NEW.`rooms`, NEW.`budget`, '{}', 1, '{}', NEW.`created_at`, NEW.`updated_at` WHERE true ON CONFLICT DO UPDATE SET `deal_type` = excluded.`deal_type`, `areas` = excluded.`areas`, `rooms_min` = excluded.`rooms_min`, `rooms_max` = excluded.`rooms_max`, `price_max` = excluded.`price_max`, `updated_at` = excluded.`updated_at`; END;
--> statement-breakpoint
INSERT INTO `demands` (`business_id`, `id`, `lead_id`, `deal_type`, `areas`, `rooms_min`, `rooms_max`, `price_max`, `features`, `is_active`, `provenance`, `created_at`, `updated_at`) SELECT l.`business_id`, 'wish-' || l.`id`, l.`id`, l.`deal_type`, CASE WHEN l.`area` IS NULL THEN '[]' ELSE json_array(l.`area`) END, l.`rooms`, l.`rooms`, l.`budget`, '{}', 1, '{}', l.`created_at`, l.`updated_at` FROM `leads` AS l WHERE (l.`deal_type` IS NOT NULL OR l.`area` IS NOT NULL OR l.`rooms` IS NOT NULL OR l.`budget` IS NOT NULL);
--> statement-breakpoint
CREATE VIRTUAL TABLE `lead_facets` USING fts5(facets, content='', contentless_delete=1, detail='none', tokenize='unicode61 remove_diacritics 0');
--> statement-breakpoint
CREATE VIEW `lead_facet_texts` AS SELECT o.`business_id` AS `business_id`, o.`lead_id` AS `lead_id`, o.`id` AS `order_id`, 'b' || substr(hex(o.`business_id`), 1, 24) || CASE WHEN l.`deleted_at` IS NULL THEN 'v' ELSE 'x' END || ' ' || 'b' || substr(hex(o.`business_id`), 1, 24) || 's' || hex(l.`status`) || ' ' || 'b' || substr(hex(o.`business_id`), 1, 24) || 'a' || hex(coalesce(l.`assigned_to`, '')) || ' ' || 'b' || substr(hex(o.`business_id`), 1, 24) || 'o' || hex(l.`source`) || coalesce((SELECT group_concat(' ' || 'b' || substr(hex(o.`business_id`), 1, 24) || 't' || hex(t.`tag_id`), '') FROM `lead_tags` AS t WHERE t.`business_id` = o.`business_id` AND t.`lead_id` = o.`lead_id`), '') || coalesce((SELECT group_concat(' ' || 'b' || substr(hex(o.`business_id`), 1, 24) || 'd' || hex(d.`deal_type`), '') FROM `demands` AS d WHERE d.`business_id` = o.`business_id` AND d.`lead_id` = o.`lead_id` AND d.`is_active` = 1 AND d.`deal_type` IS NOT NULL), '') AS `facets` FROM `lead_order` AS o JOIN `leads` AS l ON l.`business_id` = o.`business_id` AND l.`id` = o.`lead_id`;
--> statement-breakpoint
CREATE TRIGGER `lead_order_made` AFTER INSERT ON `lead_order` BEGIN INSERT INTO `lead_facets` (rowid, facets) SELECT `order_id`, `facets` FROM `lead_facet_texts` WHERE `business_id` = NEW.`business_id` AND `lead_id` = NEW.`lead_id`; END;
--> statement-breakpoint
CREATE TRIGGER `lead_order_renewed` AFTER UPDATE ON `lead_order` BEGIN DELETE FROM `lead_facets` WHERE rowid = OLD.`id`; INSERT INTO `lead_facets` (rowid, facets) SELECT `order_id`, `facets` FROM `lead_facet_texts` WHERE `business_id` = NEW.`business_id` AND `lead_id` = NEW.`lead_id`; END;
--> statement-breakpoint
CREATE TRIGGER `lead_order_gone` AFTER DELETE ON `lead_order` BEGIN DELETE FROM `lead_facets` WHERE rowid = OLD.`id`; END;
--> statement-breakpoint
INSERT INTO `lead_order` (`business_id`, `lead_id`) SELECT `business_id`, `id` FROM `leads` ORDER BY `updated_at`, `id`;
--> statement-breakpoint
CREATE TRIGGER `lead_listed_made` AFTER INSERT ON `leads` BEGIN INSERT INTO `lead_order` (`business_id`, `lead_id`) SELECT NEW.`business_id`, NEW.`id` WHERE NEW.`merged_into` IS NULL; END;
--> statement-breakpoint
CREATE TRIGGER `lead_listed_changed` AFTER UPDATE OF `updated_at`, `merged_into`, `deleted_at` ON `leads` WHEN NEW.`updated_at` IS NOT OLD.`updated_at` OR NEW.`merged_into` IS NOT OLD.`merged_into` OR NEW.`deleted_at` IS NOT OLD.`deleted_at` BEGIN DELETE FROM `lead_order` WHERE `business_id` = NEW.`business_id` AND `lead_id` = NEW.`id`; INSERT INTO `lead_order` (`business_id`, `lead_id`) SELECT NEW.`business_id`, NEW.`id` WHERE NEW.`merged_into` IS NULL; END;
--> statement-breakpoint
CREATE TRIGGER `lead_listed_in_place` AFTER UPDATE OF `status`, `source`, `assigned_to` ON `leads` WHEN (NEW.`status` IS NOT OLD.`status` OR NEW.`source` IS NOT OLD.`source` OR NEW.`assigned_to` IS NOT OLD.`assigned_to`) AND NEW.`updated_at` IS OLD.`updated_at` AND NEW.`merged_into` IS OLD.`merged_into` AND NEW.`deleted_at` IS OLD.`deleted_at` BEGIN UPDATE `lead_order` SET `lead_id` = `lead_id` WHERE `business_id` = NEW.`business_id` AND `lead_id` = NEW.`id`; END;
--> statement-breakpoint
CREATE TRIGGER `lead_listed_gone` AFTER DELETE ON `leads` BEGIN DELETE FROM `lead_order` WHERE `business_id` = OLD.`business_id` AND `lead_id` = OLD.`id`; END;
--> statement-breakpoint
CREATE TRIGGER `lead_listed_tag_made` AFTER INSERT ON `lead_tags` BEGIN UPDATE `lead_order` SET `lead_id` = `lead_id` WHERE `business_id` = NEW.`business_id` AND `lead_id` = NEW.`lead_id`; END;
--> statement-breakpoint
CREATE TRIGGER `lead_listed_tag_gone` AFTER DELETE ON `lead_tags` BEGIN UPDATE `lead_order` SET `lead_id` = `lead_id` WHERE `business_id` = OLD.`business_id` AND `lead_id` = OLD.`lead_id`; END;
--> statement-breakpoint
CREATE TRIGGER `lead_listed_demand_made` AFTER INSERT ON `demands` WHEN NEW.`deal_type` IS NOT NULL AND NEW.`is_active` = 1 BEGIN UPDATE `lead_order` SET `lead_id` = `lead_id` WHERE `business_id` = NEW.`business_id` AND `lead_id` = NEW.`lead_id`; END;
--> statement-breakpoint
CREATE TRIGGER `lead_listed_demand_changed` AFTER UPDATE OF `deal_type`, `is_active`, `lead_id` ON `demands` WHEN NEW.`deal_type` IS NOT OLD.`deal_type` OR NEW.`is_active` IS NOT OLD.`is_active` OR NEW.`lead_id` IS NOT OLD.`lead_id` BEGIN UPDATE `lead_order` SET `lead_id` = `lead_id` WHERE `business_id` = NEW.`business_id` AND `lead_id` = NEW.`lead_id`; UPDATE `lead_order` SET `lead_id` = `lead_id` WHERE `business_id` = OLD.`business_id` AND `lead_id` = OLD.`lead_id`; END;
--> statement-breakpoint
CREATE TRIGGER `lead_listed_demand_gone` AFTER DELETE ON `demands` BEGIN UPDATE `lead_order` SET `lead_id` = `lead_id` WHERE `business_id` = OLD.`business_id` AND `lead_id` = OLD.`lead_id`; END;
--> statement-breakpoint
CREATE TRIGGER `lead_counted_made` AFTER INSERT ON `leads` BEGIN INSERT INTO `lead_counts` (`business_id`, `status`, `assigned_to`, `count`) SELECT NEW.`business_id`, NEW.`status`, coalesce(NEW.`assigned_to`, ''), 1 WHERE NEW.`deleted_at` IS NULL ON CONFLICT DO UPDATE SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `lead_counted_changed` AFTER UPDATE OF `status`, `assigned_to`, `deleted_at` ON `leads` WHEN NEW.`status` IS NOT OLD.`status` OR NEW.`assigned_to` IS NOT OLD.`assigned_to` OR (NEW.`deleted_at` IS NULL) <> (OLD.`deleted_at` IS NULL) BEGIN UPDATE `lead_counts` SET `count` = `count` - 1 WHERE OLD.`deleted_at` IS NULL AND `business_id` = OLD.`business_id` AND `status` = OLD.`status` AND `assigned_to` = coalesce(OLD.`assigned_to`, ''); INSERT INTO `lead_counts` (`business_id`, `status`, `assigned_to`, `count`) SELECT NEW.`business_id`, NEW.`status`, coalesce(NEW.`assigned_to`, ''), 1 WHERE NEW.`deleted_at` IS NULL ON CONFLICT DO UPDATE SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `lead_counted_gone` AFTER DELETE ON `leads` BEGIN UPDATE `lead_counts` SET `count` = `count` - 1 WHERE OLD.`deleted_at` IS NULL AND `business_id` = OLD.`business_id` AND `status` = OLD.`status` AND `assigned_to` = coalesce(OLD.`assigned_to`, ''); END;
--> statement-breakpoint
INSERT INTO `lead_counts` (`business_id`, `status`, `assigned_to`, `count`) SELECT `business_id`, `status`, coalesce(`assigned_to`, ''), count(*) FROM `leads` GROUP BY 1, 2, 3;
--> statement-breakpoint
CREATE TRIGGER `search_lead_binned` AFTER INSERT ON `lead_order` WHEN EXISTS (SELECT 1 FROM `leads` WHERE `business_id` = NEW.`business_id` AND `id` = NEW.`lead_id` AND `deleted_at` IS NOT NULL) = EXISTS (SELECT 1 FROM `search_docs` WHERE `business_id` = NEW.`business_id` AND `kind` = 'lead' AND `record_id` = NEW.`lead_id`) BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'lead', NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_lead_merged` AFTER DELETE ON `lead_order` WHEN EXISTS (SELECT 1 FROM `leads` WHERE `business_id` = OLD.`business_id` AND `id` = OLD.`lead_id` AND `merged_into` IS NOT NULL) BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (OLD.`business_id`, 'lead', OLD.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_demand_made` AFTER INSERT ON `demands` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'lead', NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_demand_changed` AFTER UPDATE OF `areas`, `note`, `lead_id` ON `demands` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'lead', NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (OLD.`business_id`, 'lead', OLD.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_demand_gone` AFTER DELETE ON `demands` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (OLD.`business_id`, 'lead', OLD.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_contact_made` AFTER INSERT ON `lead_contacts` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'lead', NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_contact_changed` AFTER UPDATE OF `value`, `typed`, `person`, `lead_id` ON `lead_contacts` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'lead', NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (OLD.`business_id`, 'lead', OLD.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_contact_gone` AFTER DELETE ON `lead_contacts` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (OLD.`business_id`, 'lead', OLD.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_note_made` AFTER INSERT ON `lead_notes` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'lead', NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_note_changed` AFTER UPDATE OF `text`, `lead_id` ON `lead_notes` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (NEW.`business_id`, 'lead', NEW.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (OLD.`business_id`, 'lead', OLD.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `search_note_gone` AFTER DELETE ON `lead_notes` BEGIN INSERT INTO `search_pending` (`business_id`, `kind`, `record_id`, `changes`) VALUES (OLD.`business_id`, 'lead', OLD.`lead_id`, 1) ON CONFLICT DO UPDATE SET `changes` = `changes` + 1; END;
