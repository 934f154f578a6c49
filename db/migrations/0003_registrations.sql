CREATE TABLE `dispatches` (
	`id` text PRIMARY KEY NOT NULL,
	`roster_entry_id` text NOT NULL,
	`school_code` text NOT NULL,
	`cohort` integer NOT NULL,
	`method` text NOT NULL,
	`tracking_number` text NOT NULL,
	`sent_on` text NOT NULL,
	`outcome` text,
	`return_reason_cipher` text DEFAULT '' NOT NULL,
	`answered_at` integer,
	`recorded_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`replaced_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dispatches_current` ON `dispatches` (`roster_entry_id`) WHERE replaced_at is null;--> statement-breakpoint
CREATE INDEX `dispatches_entry` ON `dispatches` (`roster_entry_id`,`recorded_at`);--> statement-breakpoint
CREATE TABLE `registration_steps` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`registration_id` text NOT NULL,
	`at` integer NOT NULL,
	`act` text NOT NULL,
	`level` text NOT NULL,
	`actor_id` text NOT NULL,
	`reason_cipher` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `registration_steps_of` ON `registration_steps` (`registration_id`,`seq`);--> statement-breakpoint
CREATE TABLE `registrations` (
	`id` text PRIMARY KEY NOT NULL,
	`roster_entry_id` text NOT NULL,
	`school_code` text NOT NULL,
	`cohort` integer NOT NULL,
	`college` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`content` text NOT NULL,
	`reason_cipher` text NOT NULL,
	`based_on_record_id` text,
	`record_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`submitted_at` integer,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `registrations_open` ON `registrations` (`roster_entry_id`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `registrations_entry` ON `registrations` (`roster_entry_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `registrations_college` ON `registrations` (`school_code`,`state`,`college`,`submitted_at`,`id`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `registrations_school` ON `registrations` (`school_code`,`state`,`submitted_at`,`id`) WHERE closed_at is null;--> statement-breakpoint
CREATE TABLE `roster_changes` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`roster_entry_id` text NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	`changes_cipher` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `roster_changes_version` ON `roster_changes` (`roster_entry_id`,`version`);--> statement-breakpoint
ALTER TABLE `staff` ADD `college` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `staff_school` ON `staff` (`school_code`);--> statement-breakpoint
ALTER TABLE `schools` ADD `review_levels` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `disputes` ADD `school_code` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `disputes` ADD `province_code` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `disputes_school` ON `disputes` (`school_code`,`opened_at`,`id`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `disputes_province` ON `disputes` (`province_code`,`opened_at`,`id`) WHERE closed_at is null;--> statement-breakpoint
ALTER TABLE `records` ADD `origin` text DEFAULT 'school_upload' NOT NULL;--> statement-breakpoint
ALTER TABLE `records` ADD `ended_because` text;--> statement-breakpoint
ALTER TABLE `roster_entries` ADD `completion_code` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `lookups` ADD `code_kind` text DEFAULT 'verification' NOT NULL;--> statement-breakpoint
ALTER TABLE `lookups` ADD `record_id` text;--> statement-breakpoint
UPDATE `records` SET `origin` = 'provincial_report' WHERE `source_system` = 'provincial';--> statement-breakpoint
UPDATE `records` SET `ended_because` = 'replaced' WHERE `superseded_at` IS NOT NULL;--> statement-breakpoint
UPDATE `disputes` SET `school_code` = (SELECT `e`.`school_code` FROM `roster_entries` `e` WHERE `e`.`id` = `disputes`.`roster_entry_id`);--> statement-breakpoint
UPDATE `disputes` SET `province_code` = (SELECT `s`.`province_code` FROM `schools` `s` WHERE `s`.`code` = `disputes`.`school_code`);
