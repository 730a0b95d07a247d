class Wijkengids < Formula
  desc "Static-site generator for numbered publications"
  homepage "{repository}"
  version "{version}"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "{repository}/releases/download/v{version}/wijkengids-{version}-macos-arm64.tar.gz"
      sha256 "{sha256:macos-arm64.tar.gz}"
    end
    on_intel do
      url "{repository}/releases/download/v{version}/wijkengids-{version}-macos-x86_64.tar.gz"
      sha256 "{sha256:macos-x86_64.tar.gz}"
    end
  end

  on_linux do
    on_arm do
      url "{repository}/releases/download/v{version}/wijkengids-{version}-linux-arm64.tar.gz"
      sha256 "{sha256:linux-arm64.tar.gz}"
    end
    on_intel do
      url "{repository}/releases/download/v{version}/wijkengids-{version}-linux-x86_64.tar.gz"
      sha256 "{sha256:linux-x86_64.tar.gz}"
    end
  end

  def install
    bin.install "wijkengids"
    generate_completions_from_executable(bin/"wijkengids", "completions")
  end

  test do
    system bin/"wijkengids", "init", "gids"
    system bin/"wijkengids", "build", "gids", "--strict"
    assert_path_exists testpath/"gids/public/index.html"
  end
end
