<#
.SYNOPSIS
Writes the mailboxes, distribution lists and mail contacts of one organization to a file that Rollcall reads.

.DESCRIPTION
For Windows PowerShell 5.1 and PowerShell 7, against Exchange on-premises (run it in the Exchange Management Shell, or in a session
with its cmdlets imported) and Exchange Online (run Connect-ExchangeOnline first). It reads only; it changes nothing in Exchange.

The result is JSON Lines: a header, one line per object, a trailer with counts. docs/export-format.md explains every value. The file
is written beside its final name as .tmp and renamed when it is complete, so that a broken export is never taken for a whole one.
What cannot be read of one object is marked FAILED with the reason; when a list of objects cannot be read, there is no file at all.

HONESTLY: this script was written from Microsoft's documentation and from published answers of Exchange. Its authors had no
Exchange to run it against. Try it on one small organization first, and compare a few objects by eye. Please report what differs
as an issue of the Rollcall project, with the version of Exchange, the message, and the line concerned (names replaced).

.PARAMETER Organization
Key of the organization in the panel. Rollcall refuses a file that was made for another one.

.PARAMETER Path
The file to write. An existing file is replaced when the export is complete.

.PARAMETER OrganizationalUnit
On-premises: reads the objects of this organizational unit only (the usual way to keep tenants apart).

.PARAMETER Filter
An OPATH filter, given as it is to Get-Mailbox, Get-DistributionGroup, Get-DynamicDistributionGroup and Get-MailContact,
for example "CustomAttribute1 -eq 'acme'".

.PARAMETER Compress
Writes gzip. Rollcall recognises it by its content, so any name will do.

.PARAMETER IncludeStatistics
Adds item counts, sizes and last log-on times. Off by default: they change every line at every export, so that Rollcall can recognise
no unchanged object quickly, and they cost one more call per mailbox.

.EXAMPLE
.\Export-ExchangeObjects.ps1 -Organization acme -OrganizationalUnit 'hosting.example/Hosting/acme' -Path D:\exports\acme.jsonl

.EXAMPLE
Connect-ExchangeOnline -CertificateThumbprint $thumbprint -AppId $app -Organization acme.example
.\Export-ExchangeObjects.ps1 -Organization acme -Path .\acme.jsonl.gz -Compress
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $Organization,
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $Path,
    [string] $OrganizationalUnit,
    [string] $Filter,
    [switch] $Compress,
    [switch] $IncludeStatistics
)

# Cmdlets of an imported session do not see this preference, so every one of them is also given -ErrorAction Stop: without it an
# error would be printed, the answer taken for empty, and "could not be read" written as "there is none".
$ErrorActionPreference = 'Stop'

# A type extension of Windows PowerShell makes ConvertTo-Json write {"value":[...],"Count":n} in place of an array.
Remove-TypeData -TypeName System.Array -ErrorAction SilentlyContinue

# ---------------------------------------------------------------------------------------------------------------------
# What is read: type and properties. The names are those of the export; PowerShell finds properties whatever their case.
# ---------------------------------------------------------------------------------------------------------------------

$Names = @(
    'text displayName alias',
    'flag hiddenFromAddressListsEnabled'
)
$CustomAttributes = @(1..15 | ForEach-Object { "text customAttribute$_" })
$Person = @(
    'text firstName initials lastName streetAddress city stateOrProvince postalCode countryOrRegion',
    'text title company department office',
    'reference manager',
    'text phone fax homePhone mobilePhone pager webPage notes'
)
$Senders = @(
    'flag requireSenderAuthenticationEnabled',
    'references acceptMessagesOnlyFrom acceptMessagesOnlyFromDLMembers rejectMessagesFrom rejectMessagesFromDLMembers'
)
$Moderation = @(
    'flag moderationEnabled',
    'references moderatedBy',
    'text sendModerationNotifications'
)
$MailboxGeneral = $Names + $CustomAttributes + @(
    'text addressBookPolicy',
    'flag accountDisabled',
    'text linkedMasterAccount',
    'time whenCreated whenMailboxCreated'
)
$AddressPolicy = @('flag emailAddressPolicyEnabled', 'text windowsEmailAddress')
$MailboxMailFlow = @(
    'reference forwardingAddress',
    'text forwardingSmtpAddress',
    'flag deliverToMailboxAndForward',
    'number recipientLimits',
    'size maxSendSize maxReceiveSize'
) + $Senders + @(
    'duration retainDeletedItemsFor',
    'flag useDatabaseRetentionDefaults messageCopyForSentAsEnabled messageCopyForSendOnBehalfEnabled'
) + $Moderation
$Quota = @(
    'flag useDatabaseQuotaDefaults',
    'size issueWarningQuota prohibitSendQuota prohibitSendReceiveQuota recoverableItemsQuota recoverableItemsWarningQuota',
    'number resourceCapacity',
    'text resourceType'
)
$Protocols = @(
    'flag owaEnabled activeSyncEnabled mapiEnabled popEnabled imapEnabled ewsEnabled',
    'text activeSyncMailboxPolicy owaMailboxPolicy'
)
$Booking = @(
    'text automateProcessing bookingType',
    'flag allowConflicts allowRecurringMeetings allowDistributionGroup allowMultipleResources',
    'flag enforceAdjacencyAsOverlap enforceCapacity enforceSchedulingHorizon scheduleOnlyDuringWorkHours',
    'number bookingWindowInDays maximumDurationInMinutes minimumDurationInMinutes',
    'number conflictPercentageAllowed maximumConflictInstances',
    'flag forwardRequestsToDelegates tentativePendingApproval addNewRequestsTentatively processExternalMeetingMessages',
    'flag deleteAttachments deleteComments deleteSubject deleteNonCalendarItems',
    'flag removePrivateProperty removeOldMeetingMessages removeCanceledMeetings removeForwardedMeetingNotifications',
    'flag addOrganizerToSubject organizerInfo enableResponseDetails addAdditionalResponse',
    'text additionalResponse',
    'flag allBookInPolicy allRequestInPolicy allRequestOutOfPolicy',
    'references resourceDelegates bookInPolicy requestInPolicy requestOutOfPolicy'
)
$Database = @('text database serverName')
$Archive = @(
    'guid archiveGuid',
    'texts archiveName',
    'text archiveDatabase',
    'size archiveQuota archiveWarningQuota',
    'text archiveStatus archiveState archiveDomain',
    'flag autoExpandingArchiveEnabled'
)
$UnifiedMessaging = @(
    'flag umEnabled',
    'text umMailboxPolicy',
    'texts extensions',
    'text operatorNumber phoneNumber phoneProviderId',
    'flag automaticSpeechRecognitionEnabled faxEnabled subscriberAccessEnabled anonymousCallersCanLeaveMessages',
    'flag callAnsweringRulesEnabled missedCallNotificationEnabled playOnPhoneEnabled voiceMailAnalysisEnabled',
    'flag pinlessAccessToVoiceMailEnabled tuiAccessToCalendarEnabled tuiAccessToEmailEnabled',
    'text allowUMCallsFromNonUsers callAnsweringAudioCodec umSMSNotificationOption'
)
$AutomaticReplies = @('text autoReplyState internalMessage externalMessage externalAudience')
$ReplyHours = @('time startTime endTime')
$Retention = @(
    'text retentionPolicy',
    'flag retentionHoldEnabled',
    'time startDateForRetentionHold endDateForRetentionHold',
    'flag singleItemRecoveryEnabled litigationHoldEnabled',
    'time litigationHoldDate',
    'text litigationHoldOwner',
    'duration litigationHoldDuration',
    'text retentionComment retentionUrl'
)
$ListGeneral = $Names + @('text groupType', 'references managedBy', 'text notes') + $CustomAttributes + @('time whenCreated')
$DynamicRule = @(
    'text recipientFilter recipientContainer includedRecipients',
    'texts conditionalCompany conditionalDepartment conditionalStateOrProvince'
) + @(1..15 | ForEach-Object { "texts conditionalCustomAttribute$_" })
$ListAdvanced = $Senders + @(
    'size maxSendSize maxReceiveSize',
    'text memberJoinRestriction memberDepartRestriction',
    'flag reportToManagerEnabled reportToOriginatorEnabled sendOofMessageToOriginatorEnabled'
) + $Moderation + @(
    'references bypassModerationFromSendersOrMembers',
    'flag bypassNestedModerationEnabled',
    'text expansionServer mailTip',
    'texts mailTipTranslations'
)
$ContactGeneral = $Names + @('text externalEmailAddress') + $CustomAttributes
$ContactMailFlow = @(
    'text useMapiRichTextFormat macAttachmentFormat messageFormat messageBodyFormat'
) + $Senders + @(
    'size maxReceiveSize',
    'number maxRecipientPerMessage'
) + $Moderation

# ---------------------------------------------------------------------------------------------------------------------
# Values. Each is turned into plain text, numbers and lists here, because what ConvertTo-Json makes of an Exchange object
# depends on the version of PowerShell: enums become numbers, dates "/Date(...)/", objects deeper than -Depth a type name.
# An empty value is $null and is not written.
# ---------------------------------------------------------------------------------------------------------------------

function ConvertTo-PlainText($value) {
    $text = [string] $value
    if ([string]::IsNullOrWhiteSpace($text)) { return $null }
    return $text
}

function ConvertTo-PlainNumber($value) {
    $text = ConvertTo-PlainText $value
    if ($text -match '^-?\d+$') { return [long] $text }
    return $text
}

# "99 GB (106,300,440,576 bytes)": the separator follows the culture of the server, so the digits alone count.
function ConvertTo-Bytes($value) {
    $text = ConvertTo-PlainText $value
    if ($text -match '\(([^)]*)\)') {
        $digits = $Matches[1] -replace '\D', ''
        if ($digits) { return [long] $digits }
    }
    return $text
}

function ConvertTo-Instant($value) {
    if ($value -is [datetime]) {
        return $value.ToUniversalTime().ToString('o', [Globalization.CultureInfo]::InvariantCulture)
    }
    return ConvertTo-PlainText $value
}

function ConvertTo-GuidText($value) {
    $text = ConvertTo-PlainText $value
    if (-not $text -or $text -eq [guid]::Empty.ToString()) { return $null }
    return $text.ToLowerInvariant()
}

# Sorted by code points and not by the culture of this machine, so that an unchanged object is an unchanged line.
function Get-SortedText($values) {
    $texts = [string[]] @($values | ForEach-Object { [string] $_ } | Where-Object { $_ })
    [Array]::Sort($texts, [StringComparer]::Ordinal)
    return , $texts
}

$RecipientByName = @{}

function Add-RecipientName($name, [string] $guid) {
    $key = ([string] $name).ToLowerInvariant()
    if (-not $key) { return }
    if ($RecipientByName.ContainsKey($key) -and $RecipientByName[$key] -ne $guid) {
        $RecipientByName[$key] = '' # two objects answer to it, so it names neither
    } else {
        $RecipientByName[$key] = $guid
    }
}

# Exchange writes references as names, paths, addresses, DOMAIN\user or GUIDs. One list of all recipients, read once, knows them.
function Initialize-RecipientIndex {
    Write-Progress -Activity 'Reading the names of all recipients' -Status 'Get-Recipient'
    Get-Recipient -ResultSize Unlimited -ErrorAction Stop | ForEach-Object {
        $guid = ConvertTo-GuidText $_.Guid
        $names = @($_.Guid, $_.DistinguishedName, $_.Identity, $_.Name, $_.PrimarySmtpAddress, $_.ExternalDirectoryObjectId)
        if ($_.SamAccountName) { $names += "\$($_.SamAccountName)" }
        if ($_.WindowsLiveID) { $names += $_.WindowsLiveID }
        foreach ($name in @($names | ForEach-Object { [string] $_ } | Sort-Object -Unique)) { Add-RecipientName $name $guid }
    }
    Write-Progress -Activity 'Reading the names of all recipients' -Completed
}

function Find-RecipientGuid([string] $raw) {
    $key = $raw.ToLowerInvariant()
    if ($RecipientByName.ContainsKey($key)) { return $RecipientByName[$key] }
    $slash = $key.LastIndexOf('\')
    if ($slash -ge 0 -and $RecipientByName.ContainsKey($key.Substring($slash))) { return $RecipientByName[$key.Substring($slash)] }
    return $null
}

function ConvertTo-Reference($value) {
    $raw = ConvertTo-PlainText $value
    if (-not $raw) { return $null }
    $guid = $null
    if ($value.PSObject.Properties['ObjectGuid']) { $guid = ConvertTo-GuidText $value.ObjectGuid }
    if (-not $guid) { $guid = Find-RecipientGuid $raw }
    if ($guid) { return [ordered]@{ guid = $guid; raw = $raw } }
    return [ordered]@{ raw = $raw }
}

function ConvertTo-ReferenceList($values) {
    $references = @($values | ForEach-Object { ConvertTo-Reference $_ } | Where-Object { $_ })
    return , @($references | Sort-Object -Property { [string] $_['guid'] }, { [string] $_['raw'] })
}

function ConvertTo-Value([string] $type, $value) {
    if ($null -eq $value) { return $null }
    switch ($type) {
        'text' { return ConvertTo-PlainText $value }
        'flag' { if ([string] $value -eq '') { return $null } else { return [string] $value -eq 'True' } }
        'number' { return ConvertTo-PlainNumber $value }
        'size' { return ConvertTo-Bytes $value }
        'duration' { return ConvertTo-PlainText $value }
        'time' { return ConvertTo-Instant $value }
        'guid' { return ConvertTo-GuidText $value }
        'reference' { return ConvertTo-Reference $value }
        'texts' { return , (Get-SortedText $value) }
        'references' { return , (ConvertTo-ReferenceList $value) }
        default { throw "The script has no value type '$type'." }
    }
}

# The listed properties of an object as an ordered table, added to the given one.
function Add-Settings($values, $object, [string[]] $lines) {
    foreach ($line in $lines) {
        $words = $line -split ' '
        foreach ($name in $words[1..($words.Length - 1)]) {
            $property = $object.PSObject.Properties[$name]
            if (-not $property) { continue } # this version of Exchange does not have it
            $value = ConvertTo-Value $words[0] $property.Value
            if ($null -ne $value -and -not ($value -is [array] -and $value.Length -eq 0)) { $values[$name] = $value }
        }
    }
}

# ---------------------------------------------------------------------------------------------------------------------
# Groups. A group that cannot be read says why; the others of the object are written all the same.
# ---------------------------------------------------------------------------------------------------------------------

function Read-Group([scriptblock] $read) {
    try {
        return [ordered]@{ state = 'READ'; values = (& $read) }
    } catch {
        return [ordered]@{ state = 'FAILED'; reason = [string] $_.Exception.Message }
    }
}

function Get-Settings($object, [string[]] $lines) {
    $values = [ordered]@{}
    Add-Settings $values $object $lines
    return $values
}

function Get-Addresses($object) {
    return [ordered]@{ addresses = (Get-SortedText ($object.EmailAddresses | ForEach-Object { $_.ToString() })) }
}

function Test-Self($user, $sid) {
    return [string] $user -eq 'NT AUTHORITY\SELF' -or [string] $user -eq 'S-1-5-10' -or [string] $sid -eq 'S-1-5-10'
}

# Rights come as a list, or over remote connections as one text with commas.
function Test-Right($rights, [string] $wanted) {
    foreach ($right in $rights) {
        foreach ($single in ([string] $right -split ',')) {
            if ($single.Trim() -eq $wanted) { return $true }
        }
    }
    return $false
}

function Get-FullAccess($mailbox) {
    $rows = @(Get-MailboxPermission -Identity ([string] $mailbox.Guid) -ErrorAction Stop | Where-Object {
            -not $_.IsInherited -and -not $_.Deny -and -not (Test-Self $_.User $_.UserSid) -and (Test-Right $_.AccessRights 'FullAccess')
        })
    return [ordered]@{ trustees = (ConvertTo-ReferenceList ($rows | ForEach-Object { $_.User })) }
}

function Get-SendAs($object) {
    if ($Online) {
        $rows = @(Get-RecipientPermission -Identity ([string] $object.Guid) -ErrorAction Stop | Where-Object {
                [string] $_.AccessControlType -eq 'Allow' -and -not $_.IsInherited -and -not (Test-Self $_.Trustee $_.TrusteeSidString) -and
                (Test-Right $_.AccessRights 'SendAs')
            })
        return [ordered]@{ trustees = (ConvertTo-ReferenceList ($rows | ForEach-Object { $_.Trustee })) }
    }
    $rows = @(Get-ADPermission -Identity $object.DistinguishedName -ErrorAction Stop | Where-Object {
            -not $_.IsInherited -and -not $_.Deny -and -not (Test-Self $_.User $null) -and (Test-Right $_.ExtendedRights 'Send-As')
        })
    return [ordered]@{ trustees = (ConvertTo-ReferenceList ($rows | ForEach-Object { $_.User })) }
}

function Get-SendOnBehalf($object) {
    return [ordered]@{ trustees = (ConvertTo-ReferenceList $object.GrantSendOnBehalfTo) }
}

function Get-ArchiveSettings($mailbox) {
    if (-not (ConvertTo-GuidText $mailbox.ArchiveGuid)) { return [ordered]@{} } # no archive, though its quotas are filled
    return Get-Settings $mailbox $Archive
}

function Get-ReplySettings($mailbox) {
    $configuration = Get-MailboxAutoReplyConfiguration -Identity ([string] $mailbox.Guid) -ErrorAction Stop
    $values = Get-Settings $configuration $AutomaticReplies
    # Otherwise Exchange may answer with the current hour, another one at each export.
    if ($values['autoReplyState'] -eq 'Scheduled') { Add-Settings $values $configuration $ReplyHours }
    return $values
}

function Get-UnifiedMessagingGroup($mailbox) {
    if (-not $HasUnifiedMessaging) {
        return [ordered]@{ state = 'NOT_SUPPORTED'; reason = 'This version of Exchange has no Get-UMMailbox.' }
    }
    return Read-Group {
        if ([string] $mailbox.UMEnabled -ne 'True') { return [ordered]@{ umEnabled = $false } }
        return Get-Settings (Get-UMMailbox -Identity ([string] $mailbox.Guid) -ErrorAction Stop) $UnifiedMessaging
    }
}

function Get-Members($list) {
    $members = @(Get-DistributionGroupMember -Identity ([string] $list.Guid) -ResultSize Unlimited -ErrorAction Stop | ForEach-Object {
            $reference = [ordered]@{}
            $guid = ConvertTo-GuidText $_.Guid
            if ($guid) { $reference['guid'] = $guid }
            $address = ConvertTo-PlainText $_.PrimarySmtpAddress
            if ($address) { $reference['address'] = $address }
            $reference['raw'] = @($_.DistinguishedName, $_.Name, $guid | Where-Object { $_ })[0]
            $reference
        })
    return [ordered]@{ members = @($members | Sort-Object -Property { [string] $_['guid'] }, { [string] $_['raw'] }) }
}

function Get-StatisticsOf($mailbox) {
    try {
        $figures = Get-MailboxStatistics -Identity ([string] $mailbox.Guid) -ErrorAction Stop
        $values = Get-Settings $figures @('number itemCount', 'size totalItemSize', 'time lastLogonTime')
        return $values
    } catch {
        return $null # shown only where it is known
    }
}

# ---------------------------------------------------------------------------------------------------------------------
# Records
# ---------------------------------------------------------------------------------------------------------------------

function New-Record([string] $type, $object, $groups) {
    $identity = [ordered]@{ guid = ConvertTo-GuidText $object.Guid }
    $sources = [ordered]@{
        exchangeGuid = ConvertTo-GuidText $object.ExchangeGuid
        entraId = ConvertTo-GuidText $object.ExternalDirectoryObjectId
        distinguishedName = ConvertTo-PlainText $object.DistinguishedName
        legacyExchangeDn = ConvertTo-PlainText $object.LegacyExchangeDN
        samAccountName = ConvertTo-PlainText $object.SamAccountName
        userPrincipalName = ConvertTo-PlainText $object.UserPrincipalName
    }
    foreach ($name in $sources.Keys) {
        if ($sources[$name]) { $identity[$name] = $sources[$name] }
    }
    return [ordered]@{ type = $type; recipientType = [string] $object.RecipientTypeDetails; identity = $identity; groups = $groups }
}

# The properties that another cmdlet gives for the same object. Its answer may be missing: then the group is not whole.
function Get-General($object, [string[]] $lines, $people) {
    $values = Get-Settings $object $lines
    $guid = ConvertTo-GuidText $object.Guid
    if (-not $people.ContainsKey($guid)) { throw 'Get-User or Get-Contact did not return this object.' }
    foreach ($name in $people[$guid].Keys) { $values[$name] = $people[$guid][$name] }
    return $values
}

function New-MailboxRecord($mailbox) {
    $groups = [ordered]@{
        'general' = Read-Group { Get-General $mailbox $MailboxGeneral $Users }
        'email-addresses' = Read-Group { Get-Addresses $mailbox }
        'email-address-policy' = Read-Group { Get-Settings $mailbox $AddressPolicy }
        'mail-flow' = Read-Group { Get-Settings $mailbox $MailboxMailFlow }
        'advanced.quota' = Read-Group { Get-Settings $mailbox $Quota }
        'advanced.protocols' = Read-Group {
            $guid = ConvertTo-GuidText $mailbox.Guid
            if (-not $CasMailboxes.ContainsKey($guid)) { throw 'Get-CASMailbox did not return this mailbox.' }
            $CasMailboxes[$guid]
        }
    }
    if ([string] $mailbox.IsResource -eq 'True') {
        $groups['advanced.booking'] = Read-Group { Get-Settings (Get-CalendarProcessing -Identity ([string] $mailbox.Guid) -ErrorAction Stop) $Booking }
    }
    $groups['permissions.full-access'] = Read-Group { Get-FullAccess $mailbox }
    $groups['permissions.send-as'] = Read-Group { Get-SendAs $mailbox }
    $groups['permissions.send-on-behalf'] = Read-Group { Get-SendOnBehalf $mailbox }
    $groups['database'] = Read-Group { Get-Settings $mailbox $Database }
    $groups['archive'] = Read-Group { Get-ArchiveSettings $mailbox }
    $groups['unified-messaging'] = Get-UnifiedMessagingGroup $mailbox
    $groups['automatic-replies'] = Read-Group { Get-ReplySettings $mailbox }
    $groups['retention'] = Read-Group { Get-Settings $mailbox $Retention }
    $record = New-Record 'mailbox' $mailbox $groups
    if ($IncludeStatistics) {
        $figures = Get-StatisticsOf $mailbox
        if ($figures) { $record['statistics'] = $figures }
    }
    return $record
}

function New-ListRecord($list) {
    $groups = [ordered]@{
        'general' = Read-Group { Get-Settings $list $ListGeneral }
        'email-addresses' = Read-Group { Get-Addresses $list }
    }
    if ([string] $list.RecipientTypeDetails -eq 'DynamicDistributionGroup') {
        $groups['dynamic-rule'] = Read-Group { Get-Settings $list $DynamicRule }
    } else {
        $groups['members'] = Read-Group { Get-Members $list }
    }
    $groups['advanced'] = Read-Group { Get-Settings $list $ListAdvanced }
    $groups['permissions.send-as'] = Read-Group { Get-SendAs $list }
    $groups['permissions.send-on-behalf'] = Read-Group { Get-SendOnBehalf $list }
    return New-Record 'list' $list $groups
}

function New-ContactRecord($contact) {
    $groups = [ordered]@{
        'general' = Read-Group { Get-General $contact $ContactGeneral $Contacts }
        'email-addresses' = Read-Group { Get-Addresses $contact }
        'mail-flow' = Read-Group { Get-Settings $contact $ContactMailFlow }
    }
    return New-Record 'contact' $contact $groups
}

# ---------------------------------------------------------------------------------------------------------------------
# The file
# ---------------------------------------------------------------------------------------------------------------------

function Open-Output([string] $file) {
    $stream = [IO.File]::Create($file)
    if ($Compress) { $stream = New-Object IO.Compression.GZipStream($stream, [IO.Compression.CompressionMode]::Compress) }
    $writer = New-Object IO.StreamWriter($stream, (New-Object Text.UTF8Encoding($false)))
    $writer.NewLine = "`n"
    return $writer
}

function Write-Line($writer, $value) {
    # Eight levels reach the GUID of a trustee; ConvertTo-Json's default of two would cut them off without a word.
    $writer.WriteLine((ConvertTo-Json -InputObject $value -Compress -Depth 8))
}

function Write-Objects($writer, [string] $activity, $objects, [scriptblock] $record) {
    $done = 0
    foreach ($object in @($objects | Sort-Object -Property { [string] $_.Guid })) {
        Write-Line $writer (& $record $object)
        $done++
        if ($done % 20 -eq 0) {
            Write-Progress -Activity $activity -Status "$done of $($objects.Count)" -PercentComplete (100 * $done / $objects.Count)
        }
    }
    Write-Progress -Activity $activity -Completed
    return $done
}

# Reads with one call what a call per object would take hours for; keeps the wanted objects and their settings only.
function Get-SettingsByGuid([string] $activity, $wanted, [string[]] $lines, [scriptblock] $read) {
    Write-Progress -Activity $activity -Status 'reading'
    $table = @{}
    & $read | ForEach-Object {
        $guid = ConvertTo-GuidText $_.Guid
        if ($guid -and $wanted.ContainsKey($guid)) { $table[$guid] = Get-Settings $_ $lines }
    }
    Write-Progress -Activity $activity -Completed
    return $table
}

function Get-GuidTable($objects) {
    $table = @{}
    foreach ($object in $objects) { $table[(ConvertTo-GuidText $object.Guid)] = $true }
    return $table
}

if (-not (Get-Command Get-Mailbox -ErrorAction SilentlyContinue)) {
    throw 'There is no Get-Mailbox here. Run this in the Exchange Management Shell, or run Connect-ExchangeOnline first.'
}
# On-premises only; a role may lack Get-ADPermission, which then is a FAILED group and no sign of Exchange Online.
$Online = -not (Get-Command Get-ExchangeServer -ErrorAction SilentlyContinue)
$HasUnifiedMessaging = [bool] (Get-Command Get-UMMailbox -ErrorAction SilentlyContinue)
if ($Online -and $OrganizationalUnit) { throw 'Exchange Online has no organizational units; use -Filter.' }
if (Get-Command Set-ADServerSettings -ErrorAction SilentlyContinue) { Set-ADServerSettings -ViewEntireForest $true -ErrorAction Stop }

$scope = @{ ResultSize = 'Unlimited'; ErrorAction = 'Stop' }
if ($OrganizationalUnit) { $scope['OrganizationalUnit'] = $OrganizationalUnit }
$unfiltered = $scope.Clone()
if ($Filter) { $scope['Filter'] = $Filter }

$startedAt = [datetime]::UtcNow
Initialize-RecipientIndex
Write-Progress -Activity 'Listing objects' -Status 'mailboxes'
$mailboxes = @(Get-Mailbox @scope)
Write-Progress -Activity 'Listing objects' -Status 'distribution lists'
$lists = @(Get-DistributionGroup @scope) + @(Get-DynamicDistributionGroup @scope)
Write-Progress -Activity 'Listing objects' -Status 'mail contacts'
$mailContacts = @(Get-MailContact @scope)
Write-Progress -Activity 'Listing objects' -Completed

$wantedMailboxes = Get-GuidTable $mailboxes
$Users = Get-SettingsByGuid 'Reading people' $wantedMailboxes $Person { Get-User @unfiltered }
$CasMailboxes = Get-SettingsByGuid 'Reading protocols' $wantedMailboxes $Protocols { Get-CASMailbox @unfiltered }
$Contacts = Get-SettingsByGuid 'Reading contacts' (Get-GuidTable $mailContacts) $Person { Get-Contact @unfiltered }

$exchangeVersion = 'Exchange Online'
if (-not $Online) {
    $exchangeVersion = [string] @(Get-ExchangeServer -ErrorAction Stop | ForEach-Object { $_.AdminDisplayVersion.ToString() } | Sort-Object -Descending)[0]
}

$target = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
$temporary = "$target.tmp"
$writer = Open-Output $temporary
try {
    Write-Line $writer ([ordered]@{
            type = 'header'
            format = 'rollcall-exchange-export'
            version = 1
            organization = $Organization
            source = $(if ($Online) { 'exchange-online' } else { 'on-premises' })
            host = [Environment]::MachineName
            exchangeVersion = $exchangeVersion
            startedAt = ConvertTo-Instant $startedAt
        })
    $counts = [ordered]@{
        mailbox = Write-Objects $writer 'Writing mailboxes' $mailboxes { param($object) New-MailboxRecord $object }
        list = Write-Objects $writer 'Writing distribution lists' $lists { param($object) New-ListRecord $object }
        contact = Write-Objects $writer 'Writing mail contacts' $mailContacts { param($object) New-ContactRecord $object }
    }
    Write-Line $writer ([ordered]@{ type = 'trailer'; counts = $counts; finishedAt = ConvertTo-Instant ([datetime]::UtcNow) })
    $writer.Dispose()
    if (Test-Path -LiteralPath $target) { Remove-Item -LiteralPath $target }
    [IO.File]::Move($temporary, $target)
} catch {
    $writer.Dispose()
    Remove-Item -LiteralPath $temporary -ErrorAction SilentlyContinue
    throw
}
Write-Output "$target`: $($counts['mailbox']) mailboxes, $($counts['list']) distribution lists, $($counts['contact']) mail contacts."
