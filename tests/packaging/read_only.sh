#!/bin/sh
# Runs a command as nobody, without capabilities, in a view of the file system in which one folder alone can be written.
# Needs no root: the view is one of a user namespace. Usage: read_only.sh FOLDER COMMAND …
set -e
if [ "$READ_ONLY" != yes ]; then
    READ_ONLY=yes exec unshare --user --map-root-user --mount -- "$0" "$@"
fi
folder=$1
shift
mount --make-rprivate /
mount --bind "$folder" "$folder"
mount -o remount,bind,ro /
for mounted in /tmp /var /home /root /opt /run; do
    if mountpoint -q "$mounted" && [ "${folder#"$mounted"/}" = "$folder" ]; then
        mount -o remount,bind,ro "$mounted"
    fi
done
exec unshare --user --map-user=65534 --map-group=65534 -- "$@"
