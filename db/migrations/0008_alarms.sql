CREATE TABLE `alarms` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`key` text NOT NULL,
	`told` text NOT NULL,
	`state` text NOT NULL,
	`queued_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `alarms_queued` ON `alarms` (`next_try_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `alarms_key` ON `alarms` (`key`,`queued_at`);--> statement-breakpoint
CREATE INDEX `alarms_newest` ON `alarms` (`queued_at`);