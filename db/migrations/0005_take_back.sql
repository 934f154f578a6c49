ALTER TABLE `codes` ADD `ended_by_session` text;--> statement-breakpoint
ALTER TABLE `codes` ADD `resumed_at` integer;--> statement-breakpoint
CREATE INDEX `codes_resumed` ON `codes` (`resumed_at`) WHERE resumed_at is not null;