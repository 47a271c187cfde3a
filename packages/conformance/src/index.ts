/** The suite that every record store must pass: behaviours, models, races and faults, with the rig that makes the faults. @module */

export {};
