/**
 * Exchange codes as people use them, and the calendars behind each. Where a code covers several product groups, `products` names them and
 * `standard` is taken when none is asked for. Data only.
 *
 * @module
 */

/** Calendars behind an exchange code. */
export interface ExchangeEntry {
  /** Calendar by product group; the one entry `""` where the exchange has a single calendar. */
  readonly products: { readonly [product: string]: string };
  /** The product taken when none is given. */
  readonly standard: string;
}

/** Product groups of CME Group, with the calendar of each. */
const CME_GROUP = {
  crypto: "CME_CRYPTO",
  equity: "CME_EQUITY",
  rates: "CME_RATES",
  fx: "CME_FX",
  energy: "CME_ENERGY_METALS",
  metals: "CME_ENERGY_METALS",
  grains: "CME_GRAINS",
  livestock: "CME_LIVESTOCK",
} as const;

/** By exchange code. CME's standard is the cryptocurrency calendar, as in the ML4T session guide whose codes these are. */
export const EXCHANGES: { readonly [code: string]: ExchangeEntry } = {
  CME: { products: CME_GROUP, standard: "crypto" },
  CBOT: { products: { rates: "CME_RATES", grains: "CME_GRAINS", equity: "CME_EQUITY" }, standard: "rates" },
  NYMEX: { products: { energy: "CME_ENERGY_METALS", metals: "CME_ENERGY_METALS" }, standard: "energy" },
  COMEX: { products: { metals: "CME_ENERGY_METALS" }, standard: "metals" },
  NYSE: { products: { "": "XNYS" }, standard: "" },
  NASDAQ: { products: { "": "XNYS" }, standard: "" },
  LSE: { products: { "": "XLON" }, standard: "" },
  TSE: { products: { "": "XTKS" }, standard: "" },
  HKEX: { products: { "": "XHKG" }, standard: "" },
  ASX: { products: { "": "XASX" }, standard: "" },
  SSE: { products: { "": "XSHG" }, standard: "" },
  TSX: { products: { "": "XTSE" }, standard: "" },
};

/** Root symbols of liquid CME Group futures, by product group, so that a symbol can stand for its group. */
export const ROOT_SYMBOLS: { readonly [product: string]: readonly string[] } = {
  crypto: ["BTC", "MBT", "BFF", "ETH", "MET", "SOL", "MSL", "XRP", "MXP"],
  equity: ["ES", "MES", "NQ", "MNQ", "RTY", "M2K", "YM", "MYM", "EMD", "NKD", "NIY"],
  rates: ["ZT", "ZF", "ZN", "TN", "ZB", "UB", "ZQ", "SR1", "SR3", "GE"],
  fx: ["6A", "6B", "6C", "6E", "6J", "6L", "6M", "6N", "6S", "M6E", "M6A", "M6B"],
  energy: ["CL", "MCL", "QM", "NG", "QG", "MNG", "RB", "HO", "BZ"],
  metals: ["GC", "MGC", "SI", "SIL", "HG", "MHG", "PL", "PA"],
  grains: ["ZC", "ZS", "ZW", "ZL", "ZM", "ZO", "ZR", "KE"],
  livestock: ["LE", "HE", "GF"],
};
