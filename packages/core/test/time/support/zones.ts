/** Every time zone to test, and the Temporal implementations to test against. @module */
import { Temporal as Polyfill } from "temporal-polyfill/implementation";

export type TemporalApi = typeof Polyfill;

const native = (globalThis as { Temporal?: TemporalApi }).Temporal;

/**
 * The polyfill everywhere, and the runtime's own Temporal where there is one (Node 26). Both have offsets exact to the second. The polyfill
 * reads `Intl` as we do, so an error of `Intl` escapes it; native Temporal has time-zone data of its own.
 */
export const ORACLES: readonly (readonly [name: string, temporal: TemporalApi])[] = [
  ["temporal-polyfill", Polyfill],
  ...(native === undefined ? [] : [["native Temporal", native] as const]),
];

/** The best oracle of this runtime. */
export const [, bestOracle] = ORACLES[ORACLES.length - 1] as (typeof ORACLES)[number];

/** Links of the IANA database, names that `Intl.supportedValuesOf` leaves out. */
const LINKS = `
  GMT UTC Australia/ACT Australia/LHI Australia/NSW Australia/North Australia/Queensland Australia/South Australia/Tasmania
  Australia/Victoria Australia/West Australia/Yancowinna Brazil/Acre Brazil/DeNoronha Brazil/East Brazil/West Canada/Atlantic
  Canada/Central Canada/Eastern Canada/Mountain Canada/Newfoundland Canada/Pacific Canada/Saskatchewan Canada/Yukon Chile/Continental
  Chile/EasterIsland Cuba Egypt Eire Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/GMT+5 Etc/GMT-14 Etc/Greenwich Etc/UCT Etc/UTC Etc/Universal
  Etc/Zulu GB GB-Eire GMT+0 GMT-0 GMT0 Greenwich Hongkong Iran Israel Jamaica Japan Kwajalein Libya Mexico/BajaNorte Mexico/BajaSur
  Mexico/General NZ NZ-CHAT Navajo PRC Poland Portugal ROC ROK Singapore Turkey UCT US/Alaska US/Aleutian US/Arizona US/Central
  US/East-Indiana US/Eastern US/Hawaii US/Indiana-Starke US/Michigan US/Mountain US/Pacific US/Samoa Universal W-SU Zulu
  America/Buenos_Aires America/Indianapolis America/Knox_IN America/Argentina/ComodRivadavia America/Atka America/Ensenada
  America/Fort_Wayne America/Montreal America/Rosario America/Santa_Isabel America/Shiprock America/Virgin Antarctica/South_Pole
  Asia/Calcutta Asia/Kolkata Asia/Saigon Asia/Ho_Chi_Minh Asia/Chongqing Asia/Chungking Asia/Dacca Asia/Istanbul Asia/Kashgar Asia/Macao
  Asia/Tel_Aviv Asia/Ujung_Pandang Asia/Ulan_Bator Atlantic/Jan_Mayen Africa/Timbuktu Europe/Belfast Europe/Kiev Europe/Kyiv
  Europe/Nicosia Europe/Tiraspol Europe/Uzhgorod Iceland Pacific/Johnston Pacific/Samoa Pacific/Yap EST MST HST EST5EDT CST6CDT MST7MDT
  PST8PDT CET EET MET WET
`;

/** Every zone the runtime lists, and links. */
export const ZONES: readonly string[] = [...new Set([...Intl.supportedValuesOf("timeZone"), ...LINKS.trim().split(/\s+/)])];
