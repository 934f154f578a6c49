DROP INDEX `staff_subject`;--> statement-breakpoint
DROP INDEX `staff_school`;--> statement-breakpoint
ALTER TABLE `staff` ADD `added_by` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `confirmed_by` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `confirmed_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `staff_place` ON `staff` (`school_code`,`college`,`issuer`,`subject`);--> statement-breakpoint
CREATE INDEX `staff_person` ON `staff` (`issuer`,`subject`);--> statement-breakpoint
DROP INDEX `department_accounts_subject`;--> statement-breakpoint
DROP INDEX `department_accounts_of`;--> statement-breakpoint
CREATE UNIQUE INDEX `department_accounts_place` ON `department_accounts` (`department_id`,`issuer`,`subject`);--> statement-breakpoint
CREATE INDEX `department_accounts_person` ON `department_accounts` (`issuer`,`subject`);--> statement-breakpoint
ALTER TABLE `schools` ADD `one_level_asked_by` text;--> statement-breakpoint
ALTER TABLE `schools` ADD `one_level_asked_at` integer;--> statement-breakpoint
UPDATE `staff` SET `confirmed_at` = `created_at`;--> statement-breakpoint
UPDATE `staff` SET `added_by` = (SELECT `actor_id` FROM `audit` WHERE `subject_type` = 'staff' AND `subject_id` = `staff`.`id` AND `action` = 'staff.added' AND `actor_kind` = 'staff' ORDER BY `seq` LIMIT 1);
