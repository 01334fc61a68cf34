/** What Chromium is told to leave out. It takes the last list alone, so ours begins with all of playwright-core's. */

/** As playwright-core sets it by itself: test/contract/playwright-features.test.ts tells when that has become another. */
const PLAYWRIGHTS = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "msForceBrowserSignIn",
  "msEdgeUpdateLaunchServicesPreferredVersion",
];

/**
 * The suggestions below the address bar are pages with programs of their own, which the whole browser loads with each
 * window, so with each context: they took longer than the page of the dashboard that the test had opened. Nobody types
 * there. The headless shell has no such bar.
 */
const ADDRESS_BAR = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"];

export const DISABLED_FEATURES = [...PLAYWRIGHTS, ...ADDRESS_BAR];
