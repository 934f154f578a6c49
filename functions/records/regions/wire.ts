import { z } from 'zod'

/** Regions in force, a parent before its children: code, own name, the parent's code ('' for a province). */
export const regionList = z.object({ regions: z.array(z.tuple([z.string(), z.string(), z.string()])) })
