CREATE TABLE `status_places` (
	`id` integer PRIMARY KEY NOT NULL,
	`next` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `code_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`roster_entry_id` text NOT NULL,
	`report_id` text NOT NULL,
	`kind` text NOT NULL,
	`event` text NOT NULL,
	`at` integer NOT NULL,
	`cause` text,
	`version` integer NOT NULL,
	`valid_until` integer NOT NULL,
	`chain_seq` integer,
	`chain_hash` text
);
--> statement-breakpoint
CREATE INDEX `code_events_report` ON `code_events` (`report_id`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `code_events_chain` ON `code_events` (`roster_entry_id`,`chain_seq`);--> statement-breakpoint
CREATE INDEX `code_events_unsealed` ON `code_events` (`roster_entry_id`,`seq`) WHERE chain_seq is null;--> statement-breakpoint
ALTER TABLE `codes` ADD `open_seal` text;--> statement-breakpoint
ALTER TABLE `codes` ADD `end_seal` text;--> statement-breakpoint
CREATE INDEX `codes_unsealed` ON `codes` (`issued_at`) WHERE ended_at is null and superseded_at is null and expired_at is null and open_seal is null;--> statement-breakpoint
ALTER TABLE `reports` ADD `seal` text;--> statement-breakpoint
ALTER TABLE `lookups` ADD `withheld_at` integer;