import type { Content, ContentView, Entry, Field } from './content.ts'
import type { Regions } from './regions.ts'

/** What a step of the form is given. */
export interface StepProps {
  content: Content
  /** the same as it will be kept */
  view: ContentView
  entry: Entry
  schoolName: string
  regions: Regions
  faults: Partial<Record<string, string>>
  warnings: Partial<Record<string, string>>
  set: (part: Partial<Content>) => void
  /** from now on the field's fault is shown */
  touch: (field: Field) => void
}
