ALTER TABLE `codes` ADD `reminded_at` integer;--> statement-breakpoint
CREATE INDEX `codes_to_remind` ON `codes` (`valid_until`) WHERE ended_at is null and superseded_at is null and expired_at is null and reminded_at is null;--> statement-breakpoint
ALTER TABLE `lookups` ADD `department_id` text;--> statement-breakpoint
ALTER TABLE `lookups` ADD `origin` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `lookups` ADD `disowned_at` integer;--> statement-breakpoint
ALTER TABLE `lookups` ADD `chain_seq` integer;--> statement-breakpoint
ALTER TABLE `lookups` ADD `chain_hash` text;--> statement-breakpoint
ALTER TABLE `lookups` ADD `disowns` text;--> statement-breakpoint
CREATE UNIQUE INDEX `lookups_chain` ON `lookups` (`roster_entry_id`,`chain_seq`);--> statement-breakpoint
CREATE INDEX `lookups_unsealed` ON `lookups` (`roster_entry_id`,`seq`) WHERE chain_seq is null;