export type { DestinationContent } from './fields.ts'
