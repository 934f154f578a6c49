CREATE TABLE `dispatch_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`dispatch_id` text NOT NULL,
	`outcome` text NOT NULL,
	`reason_cipher` text DEFAULT '' NOT NULL,
	`given_as` text NOT NULL,
	`department_id` text DEFAULT '' NOT NULL,
	`department_name` text DEFAULT '' NOT NULL,
	`origin` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL,
	`set_aside_at` integer,
	`set_aside_by` text,
	`set_aside_by_name` text,
	`set_aside_reason_cipher` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dispatch_answers_of` ON `dispatch_answers` (`dispatch_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `dispatch_answers_standing` ON `dispatch_answers` (`dispatch_id`,`given_as`) WHERE set_aside_at is null;--> statement-breakpoint
INSERT INTO `dispatch_answers` (`id`, `dispatch_id`, `outcome`, `reason_cipher`, `given_as`, `at`)
SELECT `id`, `id`, `outcome`, `return_reason_cipher`, 'claim', coalesce(`answered_at`, `updated_at`) FROM `dispatches` WHERE `outcome` IS NOT NULL;--> statement-breakpoint
ALTER TABLE `dispatches` ADD `withdrawn_at` integer;--> statement-breakpoint
ALTER TABLE `dispatches` DROP COLUMN `outcome`;--> statement-breakpoint
ALTER TABLE `dispatches` DROP COLUMN `return_reason_cipher`;--> statement-breakpoint
ALTER TABLE `dispatches` DROP COLUMN `answered_at`;