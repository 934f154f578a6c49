import type { Aside, Content, ContentView, Entry, Field } from './content.ts'
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
  /** typed under another category or transfer type, while the form is open */
  aside: { unit: Aside; receiver: Aside }
  set: (part: Partial<Content>) => void
  /** from now on the field's fault is shown */
  touch: (field: Field) => void
}
