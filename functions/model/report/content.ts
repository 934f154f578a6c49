export type ReportKind = 'archive' | 'hukou'

export interface BasicInfoContent {
  name: string
  sex: string
  schoolName: string
  /** YYYYMM */
  graduationMonth: string
  programmeLength: string
  major: string
  level: string
  originRegion: string
}

interface DestinationContent {
  category: string
  unitName: string
  unitRegion: string
}

interface ArchiveContent {
  transferType: string
  unitName: string
  unitRegion: string
  postcode: string
  contact: string
  phone: string
}

export interface HukouContent {
  migrationType: string
  region: string
}

/**
 * Exactly what a report prints, in the order it prints it; empty is ''. It is frozen as JSON at authorization, so a
 * field taken away here must stay readable in reports that were issued with it.
 */
export type ReportContent =
  | {
      kind: 'archive'
      basicInfo: BasicInfoContent
      destination: DestinationContent
      /** absent when no archive transfer was registered at authorization */
      archive?: ArchiveContent
    }
  | {
      kind: 'hukou'
      basicInfo: BasicInfoContent
      /** no employer: a hukou desk does not need it (decision 1) */
      destination: { category: string }
      hukou: HukouContent
    }

/** A record in the words it is shown in. It may hold more than a report prints: fields are taken one by one. */
export interface RecordShown {
  destination: DestinationContent
  archive: ArchiveContent | null
  hukou: HukouContent | null
}

/** @throws Error for a hukou report of a record without hukou data: its card is closed (decision 1) */
export function reportContent(kind: ReportKind, entry: BasicInfoContent, record: RecordShown): ReportContent {
  const basicInfo: BasicInfoContent = {
    name: entry.name,
    sex: entry.sex,
    schoolName: entry.schoolName,
    graduationMonth: entry.graduationMonth,
    programmeLength: entry.programmeLength,
    major: entry.major,
    level: entry.level,
    originRegion: entry.originRegion,
  }
  const { destination, archive, hukou } = record
  if (kind === 'hukou') {
    if (hukou === null) throw new Error('a hukou report needs hukou data')
    return {
      kind,
      basicInfo,
      destination: { category: destination.category },
      hukou: { migrationType: hukou.migrationType, region: hukou.region },
    }
  }
  return {
    kind,
    basicInfo,
    destination: {
      category: destination.category,
      unitName: destination.unitName,
      unitRegion: destination.unitRegion,
    },
    ...(archive === null
      ? {}
      : {
          archive: {
            transferType: archive.transferType,
            unitName: archive.unitName,
            unitRegion: archive.unitRegion,
            postcode: archive.postcode,
            contact: archive.contact,
            phone: archive.phone,
          },
        }),
  }
}
