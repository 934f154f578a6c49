CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`claims_cipher` text NOT NULL,
	`roster_entry_id` text,
	`school_code` text,
	`cohort` integer,
	`staff_id` text,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`school_code` text NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_subject` ON `staff` (`issuer`,`subject`);--> statement-breakpoint
CREATE TABLE `step_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`session_hash` text NOT NULL,
	`roster_entry_id` text NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`purpose` text NOT NULL,
	`route` text DEFAULT 'face' NOT NULL,
	`nonce_hash` text NOT NULL,
	`first_staff_id` text,
	`second_staff_id` text,
	`wrong_tries` integer DEFAULT 0 NOT NULL,
	`asked_at` integer NOT NULL,
	`passed_at` integer,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `step_ups_session` ON `step_ups` (`session_hash`,`roster_entry_id`);--> statement-breakpoint
CREATE INDEX `step_ups_entry` ON `step_ups` (`roster_entry_id`);--> statement-breakpoint
CREATE INDEX `step_ups_expiry` ON `step_ups` (`expires_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `step_ups_nonce` ON `step_ups` (`nonce_hash`);--> statement-breakpoint
CREATE TABLE `authorizations` (
	`id` text PRIMARY KEY NOT NULL,
	`roster_entry_id` text NOT NULL,
	`kind` text NOT NULL,
	`consent_id` text NOT NULL,
	`confirmation_id` text NOT NULL,
	`step_up_id` text NOT NULL,
	`report_id` text NOT NULL,
	`authorized_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `authorizations_entry` ON `authorizations` (`roster_entry_id`,`kind`,`authorized_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `authorizations_report` ON `authorizations` (`report_id`);--> statement-breakpoint
CREATE TABLE `codes` (
	`hmac` text PRIMARY KEY NOT NULL,
	`cipher` text NOT NULL,
	`report_id` text NOT NULL,
	`roster_entry_id` text NOT NULL,
	`kind` text NOT NULL,
	`valid_until` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`ended_at` integer,
	`ended_because` text,
	`superseded_at` integer,
	`superseded_because` text,
	`expired_at` integer,
	`issued_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `codes_report` ON `codes` (`report_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `codes_open` ON `codes` (`roster_entry_id`,`kind`) WHERE ended_at is null and superseded_at is null and expired_at is null;--> statement-breakpoint
CREATE INDEX `codes_due` ON `codes` (`valid_until`) WHERE ended_at is null and superseded_at is null and expired_at is null;--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`roster_entry_id` text NOT NULL,
	`kind` text NOT NULL,
	`text_version` text NOT NULL,
	`given_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `consents_entry` ON `consents` (`roster_entry_id`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`roster_entry_id` text NOT NULL,
	`kind` text NOT NULL,
	`record_id` text NOT NULL,
	`name_folded` text NOT NULL,
	`content` text NOT NULL,
	`digest` text NOT NULL,
	`cap_at` integer NOT NULL,
	`status_index` integer NOT NULL,
	`issued_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reports_entry` ON `reports` (`roster_entry_id`,`kind`,`issued_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `reports_status` ON `reports` (`status_index`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`request_id` text NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`action` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`school_code` text,
	`detail` text DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject_type`,`subject_id`);--> statement-breakpoint
CREATE TABLE `commit_guards` (
	`ok` integer NOT NULL,
	CONSTRAINT "commit_guard" CHECK("commit_guards"."ok" = 1)
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`body_hash` text NOT NULL,
	`answer_cipher` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_expiry` ON `idempotency_keys` (`expires_at`);--> statement-breakpoint
CREATE TABLE `provinces` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`archive_before_confirmation` integer DEFAULT false NOT NULL,
	`hukou_reported` integer DEFAULT true NOT NULL,
	`entry_name` text DEFAULT '' NOT NULL,
	`entry_url` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE `schools` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`province_code` text NOT NULL,
	`contact_department` text DEFAULT '' NOT NULL,
	`contact_phone` text DEFAULT '' NOT NULL,
	`contact_email` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`province_code`) REFERENCES `provinces`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `confirmations` (
	`id` text PRIMARY KEY NOT NULL,
	`roster_entry_id` text NOT NULL,
	`record_id` text NOT NULL,
	`confirmed_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `confirmations_live` ON `confirmations` (`roster_entry_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `confirmations_record` ON `confirmations` (`record_id`);--> statement-breakpoint
CREATE TABLE `disputes` (
	`id` text PRIMARY KEY NOT NULL,
	`roster_entry_id` text NOT NULL,
	`record_id` text NOT NULL,
	`destination_kind` text,
	`detail_cipher` text NOT NULL,
	`archive_claimed` integer NOT NULL,
	`hukou_claimed` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`closed_because` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `disputes_open` ON `disputes` (`roster_entry_id`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `disputes_entry` ON `disputes` (`roster_entry_id`,`opened_at`);--> statement-breakpoint
CREATE TABLE `records` (
	`id` text PRIMARY KEY NOT NULL,
	`roster_entry_id` text NOT NULL,
	`version` integer NOT NULL,
	`source_system` text NOT NULL,
	`reported_at` integer NOT NULL,
	`destination_code` text NOT NULL,
	`destination_name` text NOT NULL,
	`unit_name` text NOT NULL,
	`unit_credit_code` text NOT NULL,
	`unit_nature_code` text NOT NULL,
	`unit_industry_code` text NOT NULL,
	`job_category_code` text NOT NULL,
	`unit_region_code` text NOT NULL,
	`unit_region_name` text NOT NULL,
	`unit_address` text NOT NULL,
	`archive_transfer_type` text NOT NULL,
	`archive_unit_name` text NOT NULL,
	`archive_unit_region_code` text NOT NULL,
	`archive_unit_region_name` text NOT NULL,
	`archive_unit_address` text NOT NULL,
	`archive_unit_postcode` text NOT NULL,
	`archive_contact` text NOT NULL,
	`archive_phone` text NOT NULL,
	`hukou_migration_type` text NOT NULL,
	`hukou_region_code` text NOT NULL,
	`hukou_region_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`superseded_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `records_version` ON `records` (`roster_entry_id`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `records_current` ON `records` (`roster_entry_id`) WHERE superseded_at is null;--> statement-breakpoint
CREATE TABLE `bindings` (
	`roster_entry_id` text PRIMARY KEY NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`bound_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `bindings_subject` ON `bindings` (`issuer`,`subject`);--> statement-breakpoint
CREATE TABLE `roster_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`school_code` text NOT NULL,
	`cohort` integer NOT NULL,
	`exam_number` text NOT NULL,
	`name` text NOT NULL,
	`name_folded` text NOT NULL,
	`id_number_cipher` text NOT NULL,
	`id_number_index` text NOT NULL,
	`school_name` text NOT NULL,
	`level_code` text NOT NULL,
	`sex_code` text NOT NULL,
	`ethnic_group_code` text NOT NULL,
	`political_status_code` text NOT NULL,
	`training_mode_code` text NOT NULL,
	`sponsor` text NOT NULL,
	`origin_region_code` text NOT NULL,
	`origin_region_name` text NOT NULL,
	`enrolled_month` text NOT NULL,
	`graduation_month` text NOT NULL,
	`student_number` text NOT NULL,
	`college` text NOT NULL,
	`major` text NOT NULL,
	`programme_length` text NOT NULL,
	`archive_moved_in` integer,
	`hukou_moved_in` integer,
	`email_cipher` text NOT NULL,
	`email_index` text NOT NULL,
	`phone_cipher` text NOT NULL,
	`phone_index` text NOT NULL,
	`basic_info_checked_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `roster_entries_key` ON `roster_entries` (`school_code`,`cohort`,`exam_number`);--> statement-breakpoint
CREATE INDEX `roster_entries_id_number` ON `roster_entries` (`id_number_index`);--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`school_code` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`file_digest` text NOT NULL,
	`counts` text NOT NULL,
	`findings_cipher` text NOT NULL,
	`checked_by` text NOT NULL,
	`checked_at` integer NOT NULL,
	`imported_at` integer
);
--> statement-breakpoint
CREATE INDEX `uploads_school` ON `uploads` (`school_code`,`checked_at`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`window_ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attempts_window` ON `attempts` (`window_ends_at`);--> statement-breakpoint
CREATE TABLE `lookups` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`receipt` text NOT NULL,
	`report_id` text NOT NULL,
	`roster_entry_id` text NOT NULL,
	`kind` text NOT NULL,
	`via` text NOT NULL,
	`at` integer NOT NULL,
	`answered` integer NOT NULL,
	`valid_until` integer NOT NULL,
	`ended_at` integer,
	`superseded_at` integer,
	`department` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lookups_receipt_unique` ON `lookups` (`receipt`);--> statement-breakpoint
CREATE INDEX `lookups_entry` ON `lookups` (`roster_entry_id`,`seq`);