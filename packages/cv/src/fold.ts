/**
 * A fold as a role for each session: train, test, purged, embargoed, or none. Where the rows of one session differ (labels cut it), its
 * role is mixed and a function tells that of each row. The sets of a fold cannot overlap, since a row has one role.
 *
 * @module
 */

import { LazyRows, type RangeVisitor } from "./row-set.js";
import type { Sessions } from "./sessions.js";
import type { Fold, Folds, RowSet, SessionId } from "./types.js";

/** What a session or a row is to a fold. */
export type Role = 0 | 1 | 2 | 3 | 4;

/** In no set: before, after, or in a gap. */
export const NONE = 0;
export const TRAIN = 1;
export const TEST = 2;
export const PURGED = 3;
export const EMBARGOED = 4;
/** Each row has a role of its own. */
export const MIXED = 5;

/** The role of a row in a session that is {@link MIXED}. */
export type RoleOfRow = (row: number, session: number) => Role;

/** The rows of one role. */
class RoleRows extends LazyRows {
  readonly #fold: SessionFold;
  readonly #role: Role;

  constructor(fold: SessionFold, role: Role) {
    super();
    this.#fold = fold;
    this.#role = role;
  }

  protected walk(visit: RangeVisitor): void {
    const { sessions, roles, roleOfRow } = this.#fold;
    const { runStart, runSession } = sessions;
    const role = this.#role;
    let from = 0;
    let to = 0;
    const add = (start: number, end: number): void => {
      if (start !== to) {
        if (from < to) visit(from, to);
        from = start;
      }
      to = end;
    };
    for (let r = 0; r < runSession.length; r++) {
      const session = runSession[r] as number;
      if (session < 0) continue;
      const its = roles[session] as number;
      if (its === role) add(runStart[r] as number, runStart[r + 1] as number);
      else if (its === MIXED) {
        const end = runStart[r + 1] as number;
        for (let row = runStart[r] as number; row < end; row++) if (roleOfRow(row, session) === role) add(row, row + 1);
      }
    }
    if (from < to) visit(from, to);
  }

  protected override countRows(): number {
    const { sessions, roles } = this.#fold;
    if (roles.includes(MIXED)) return super.countRows();
    let rows = 0;
    for (let s = 0; s < roles.length; s++) if (roles[s] === this.#role) rows += sessions.sizes[s] as number;
    return rows;
  }

  has(row: number): boolean {
    const { sessions, roles, roleOfRow } = this.#fold;
    const session = sessions.sessionOf(row);
    if (session < 0) return false;
    return roles[session] === MIXED ? roleOfRow(row, session) === this.#role : roles[session] === this.#role;
  }
}

/** A fold of roles. */
export class SessionFold implements Fold {
  readonly index: number;
  readonly sessions: Sessions;
  /** Role of each session. */
  readonly roles: Uint8Array;
  readonly roleOfRow: RoleOfRow;
  readonly train: RowSet;
  readonly test: RowSet;
  readonly purged: RowSet;
  readonly embargoed: RowSet;

  constructor(index: number, sessions: Sessions, roles: Uint8Array, roleOfRow: RoleOfRow = () => NONE) {
    this.index = index;
    this.sessions = sessions;
    this.roles = roles;
    this.roleOfRow = roleOfRow;
    this.train = new RoleRows(this, TRAIN);
    this.test = new RoleRows(this, TEST);
    this.purged = new RoleRows(this, PURGED);
    this.embargoed = new RoleRows(this, EMBARGOED);
  }

  get trainSessions(): readonly SessionId[] {
    return this.#sessionsOf(TRAIN);
  }

  get testSessions(): readonly SessionId[] {
    return this.#sessionsOf(TEST);
  }

  /** Whether there is nothing to train on. */
  get isEmpty(): boolean {
    return !this.roles.includes(TRAIN) && this.train.length === 0;
  }

  #sessionsOf(role: Role): SessionId[] {
    const has = new Uint8Array(this.sessions.length);
    if (this.roles.includes(MIXED)) {
      const { runStart, runSession } = this.sessions;
      for (let r = 0; r < runSession.length; r++) {
        const session = runSession[r] as number;
        if (session < 0 || this.roles[session] !== MIXED) continue;
        for (let row = runStart[r] as number; row < (runStart[r + 1] as number) && has[session] === 0; row++)
          if (this.roleOfRow(row, session) === role) has[session] = 1;
      }
    }
    return this.sessions.ids.filter((_, s) => this.roles[s] === role || has[s] === 1);
  }
}

/** Folds that are made one by one as they are reached, anew on each walk. */
export const foldsOf = <F extends Fold>(length: number, make: () => Iterator<F>): Folds<F> => ({ length, [Symbol.iterator]: make });
