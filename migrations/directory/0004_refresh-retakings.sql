ALTER TABLE `sessions` ADD `retaken` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `retakings` integer DEFAULT 0 NOT NULL;