CREATE TABLE `transfer_codes` (
	`hmac` text PRIMARY KEY NOT NULL,
	`cipher` text NOT NULL,
	`roster_entry_id` text NOT NULL,
	`school_code` text NOT NULL,
	`cohort` integer NOT NULL,
	`issued_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `transfer_codes_entry` ON `transfer_codes` (`roster_entry_id`);--> statement-breakpoint
CREATE INDEX `transfer_codes_school` ON `transfer_codes` (`school_code`,`cohort`,`roster_entry_id`);