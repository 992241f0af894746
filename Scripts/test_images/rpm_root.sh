# Sourced: makes a root file system with an RPM database of five small packages in the given backend.
# rpm_root FOLDER BACKEND(sqlite|ndb) WORK
rpm_root() {
    local root=$1 backend=$2 work=$3 name needs
    rm -rf "$root"
    mkdir -p "$root/etc" "$work/SPECS"
    printf 'NAME="Test Linux"\nID=fedora\nVERSION_ID=38\nPRETTY_NAME="Test Linux 38"\n' > "$root/etc/os-release"
    while read -r name version release epoch arch needs; do
        cat > "$work/SPECS/$name.spec" <<SPEC
Name: $name
Version: $version
Release: $release
${epoch/#/Epoch: }
Summary: The $name of the test
License: MIT AND Apache-2.0
$([[ $arch == noarch ]] && echo "BuildArch: noarch")
${needs:+Requires: $needs}
%description
Nothing but a file.
%install
mkdir -p %{buildroot}/usr/share/$name
echo $name > %{buildroot}/usr/share/$name/name
%files
/usr/share/$name/name
SPEC
        [[ $epoch != 0 ]] || sed -i '/^Epoch:/d' "$work/SPECS/$name.spec"
        rpmbuild -bb --quiet --define "_topdir $work" --define '_build_id_links none' "$work/SPECS/$name.spec" \
            > "$work/rpmbuild.log" 2>&1 || { cat "$work/rpmbuild.log" >&2; return 1; }
    done <<'LIST'
clock 1.2.3 4.fc38 0 noarch springs
springs 2.0~rc1 1.fc38 0 noarch wheels
wheels 10.1 2.fc38 3 noarch
hands 0.9^git5 1.fc38 0 noarch clock
face 5 1 0 x86_64 hands wheels
LIST
    local rpm=(rpm --root "$root" --define '_db_backend sqlite' --dbpath /usr/lib/sysimage/rpm)
    "${rpm[@]}" --initdb
    # Debian's rpm warns that alien is the way there; --force-debian says that this is meant.
    "${rpm[@]}" --install --force-debian --nosignature --noscripts "$work"/RPMS/*/*.rpm
    "${rpm[@]}" -qa --queryformat '%{NAME} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE} %{ARCH}\n' | sort
    [[ $backend == sqlite ]] || python3 "$(dirname "${BASH_SOURCE[0]}")/ndb.py" \
        "$root/usr/lib/sysimage/rpm/rpmdb.sqlite" "$root/usr/lib/sysimage/rpm/Packages.db"
    [[ $backend == sqlite ]] || rm "$root"/usr/lib/sysimage/rpm/rpmdb.sqlite*
}
