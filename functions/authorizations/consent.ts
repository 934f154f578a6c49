/** The version of the consent text on the authorization page; a changed text gets a new one (decision 15). */
export const consentTextVersion = '2026-11'
