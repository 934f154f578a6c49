CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`province_code` text NOT NULL,
	`school_code` text NOT NULL,
	`kind` text NOT NULL,
	`exam_number` text NOT NULL,
	`record_version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_province` ON `events` (`province_code`,`seq`);--> statement-breakpoint
CREATE INDEX `events_school` ON `events` (`school_code`,`at`,`seq`);--> statement-breakpoint
CREATE TABLE `machine_assertions` (
	`hash` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `machine_assertions_client` ON `machine_assertions` (`client_id`,`expires_at`);--> statement-breakpoint
CREATE TABLE `machine_clients` (
	`id` text PRIMARY KEY NOT NULL,
	`province_code` text NOT NULL,
	`name` text NOT NULL,
	`jwks` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE TABLE `machine_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `machine_tokens_client` ON `machine_tokens` (`client_id`,`expires_at`);--> statement-breakpoint
CREATE INDEX `roster_entries_exam_number` ON `roster_entries` (`exam_number`);