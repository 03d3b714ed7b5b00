import type { Fault } from './faults.ts'

export const localFaults: readonly Fault[] = []
