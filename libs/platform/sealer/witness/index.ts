export { Witness, type WitnessAnswer } from './witness';
export { originHash, WitnessFolder } from './witness-folder';
export { startWitness, type RunningWitness, type WitnessOptions } from './witness-server';
