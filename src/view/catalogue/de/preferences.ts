import type { Messages } from '../en.ts'

export const preferences: Messages['preferences'] = {
  saved: 'Gespeichert',
  hours: (from, to, zone) =>
    `Erinnerungen erreichen Sie an Arbeitstagen zwischen ${from} und ${to} Uhr Ihrer eigenen Zeit (${zone}). Würde vorher eine Frist ablaufen, kommen sie sofort.`,
  organisationHours: (zone) =>
    `Erinnerungen erreichen Sie zu den Arbeitszeiten der Organisation, nach Ihrer eigenen Uhr (${zone}). Würde vorher eine Frist ablaufen, kommen sie sofort.`,
}
