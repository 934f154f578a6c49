CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`roster_entry_id` text NOT NULL,
	`report_id` text NOT NULL,
	`kind` text NOT NULL,
	`valid_until` integer NOT NULL,
	`state` text NOT NULL,
	`queued_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `messages_queued` ON `messages` (`next_try_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `messages_newest` ON `messages` (`queued_at`);--> statement-breakpoint
CREATE TABLE `status_lists` (
	`id` integer PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`listed_at` integer NOT NULL,
	`covered_until` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `codes` ADD `reminded_at` integer;--> statement-breakpoint
CREATE INDEX `codes_ended` ON `codes` (`ended_at`) WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX `codes_superseded` ON `codes` (`superseded_at`) WHERE superseded_at is not null;--> statement-breakpoint
CREATE INDEX `codes_until` ON `codes` (`valid_until`);--> statement-breakpoint
CREATE INDEX `codes_to_remind` ON `codes` (`valid_until`) WHERE ended_at is null and superseded_at is null and expired_at is null and reminded_at is null;--> statement-breakpoint
ALTER TABLE `lookups` ADD `department_id` text;--> statement-breakpoint
ALTER TABLE `lookups` ADD `origin` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `lookups` ADD `disowned_at` integer;--> statement-breakpoint
ALTER TABLE `lookups` ADD `chain_seq` integer;--> statement-breakpoint
ALTER TABLE `lookups` ADD `chain_hash` text;--> statement-breakpoint
ALTER TABLE `lookups` ADD `disowns` text;--> statement-breakpoint
CREATE UNIQUE INDEX `lookups_chain` ON `lookups` (`roster_entry_id`,`chain_seq`);--> statement-breakpoint
CREATE INDEX `lookups_unsealed` ON `lookups` (`roster_entry_id`,`seq`) WHERE chain_seq is null;