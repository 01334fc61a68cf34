/** The WebRTC voice activity detector; the package ships no types. */
declare module "@echogarden/fvad-wasm" {
  export interface Fvad {
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    /** 0 lets most sound through as speech, 3 the least. */
    _fvad_set_mode(detector: number, mode: 0 | 1 | 2 | 3): number;
    _fvad_set_sample_rate(detector: number, hertz: number): number;
    /** 1 speech, 0 none, -1 wrong frame length. */
    _fvad_process(detector: number, samples: number, count: number): number;
  }
  export default function load(): Promise<Fvad>;
}
