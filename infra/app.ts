/** What `cdk` runs: see build.ts. */
import { buildApp } from './build.ts';

buildApp().app.synth();
