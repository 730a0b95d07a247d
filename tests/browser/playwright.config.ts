import { defineConfig } from "@playwright/test";

const chromium = process.env.CHROMIUM;
if (!chromium) {
  throw new Error("CHROMIUM must name the browser to test with; tests/run finds it by itself");
}

export default defineConfig({
  testDir: ".",
  outputDir: "results/traces",
  globalSetup: "./support/publish.ts",
  reporter: [["list"], ["json", { outputFile: "results/report.json" }]],
  // A test that passes only now and then, or is left out, is a failing test.
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  // Long enough for a machine that is busy with other things, also for a test that opens every page of
  // a guide; what is waited for comes at once else.
  timeout: 480_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: "chromium",
    locale: "nl-NL",
    // Recording costs a fifth of the time: `npx playwright test --trace retain-on-failure` where it helps.
    trace: "off",
    launchOptions: {
      executablePath: chromium,
      // The pages are our own; nothing the browser does by itself may reach for a network.
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
