ALTER TABLE `lookups` ADD `asked_under` text;--> statement-breakpoint
ALTER TABLE `lookups` ADD `repeats` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `lookups_asked` ON `lookups` (`asked_under`,`seq`) WHERE asked_under is not null;