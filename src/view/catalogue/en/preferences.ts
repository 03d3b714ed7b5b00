/** What people chose for themselves. Times are written as 09:00, zones as the platform names them. */
export const preferences = {
  saved: 'Saved',
  hours: (from: string, to: string, zone: string): string =>
    `Reminders reach you between ${from} and ${to} on working days, by your own clock (${zone}). Where a deadline would pass before then, they come at once.`,
  organisationHours: (zone: string): string =>
    `Reminders reach you in the organisation’s working hours, by your own clock (${zone}). Where a deadline would pass before then, they come at once.`,
}
